/** Sentences as vectors: a small encoder that comes with Lockpick. T tokens, D width, H heads. */
@NullMarked
package lockpick.engine.embed;

import org.jspecify.annotations.NullMarked;
