/** Qwen 3. */
@NullMarked
package lockpick.engine.model.qwen3;

import org.jspecify.annotations.NullMarked;
