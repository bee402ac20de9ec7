/** Gemma 1. */
@NullMarked
package lockpick.engine.model.gemma;

import org.jspecify.annotations.NullMarked;
