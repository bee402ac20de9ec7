/** Vectors that steer a model from inside. In shape comments: B batch, T tokens, D width. */
@NullMarked
package lockpick.engine.steer;

import org.jspecify.annotations.NullMarked;
