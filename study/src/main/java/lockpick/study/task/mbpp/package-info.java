/** MBPP, small Python functions with tests (Austin et al., 2021; paper §4.2). */
@NullMarked
package lockpick.study.task.mbpp;

import org.jspecify.annotations.NullMarked;
