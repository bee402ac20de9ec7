/** Training losses, and what prompts are worth by the same scores. */
@NullMarked
package lockpick.engine.loss;

import org.jspecify.annotations.NullMarked;
