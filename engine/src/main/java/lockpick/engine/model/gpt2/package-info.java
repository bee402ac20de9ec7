/** GPT-2 (Radford et al., 2019). */
@NullMarked
package lockpick.engine.model.gpt2;

import org.jspecify.annotations.NullMarked;
