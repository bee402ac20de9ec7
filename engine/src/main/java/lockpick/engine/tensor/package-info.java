/** Tensors, the scopes that own them, and random streams: the only package that touches libtorch. */
@NullMarked
package lockpick.engine.tensor;

import org.jspecify.annotations.NullMarked;
