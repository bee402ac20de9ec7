/** The twin of MATH: one to five steps of arithmetic in words, in two settings. */
@NullMarked
package lockpick.study.task.twin.math;

import org.jspecify.annotations.NullMarked;
