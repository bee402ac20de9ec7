/** Qwen 2 and 2.5. */
@NullMarked
package lockpick.engine.model.qwen2;

import org.jspecify.annotations.NullMarked;
