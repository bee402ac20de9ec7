/** The MATH data set (Hendrycks et al., 2021; paper §4.2). */
@NullMarked
package lockpick.study.task.math;

import org.jspecify.annotations.NullMarked;
