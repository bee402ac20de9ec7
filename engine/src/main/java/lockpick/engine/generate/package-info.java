/** Completions of prompts, whose bits do not depend on the batch. */
@NullMarked
package lockpick.engine.generate;

import org.jspecify.annotations.NullMarked;
