/** Small twins of the paper's tasks: made from a seed, in the form of the real data sets, learnable on a laptop. */
@NullMarked
package lockpick.study.task.twin;

import org.jspecify.annotations.NullMarked;
