/**
 * Building blocks of decoders. In shape comments: B batch, T tokens, S tokens attended to, D width, H heads, d width of a
 * head, V vocabulary.
 */
@NullMarked
package lockpick.engine.nn;

import org.jspecify.annotations.NullMarked;
