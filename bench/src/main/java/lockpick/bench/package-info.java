/** Speed and memory of the engine, each figure beside the speed of matrix products at the same minutes. */
@NullMarked
package lockpick.bench;

import org.jspecify.annotations.NullMarked;
