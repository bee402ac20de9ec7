/** MBXP, MBPP carried over to C++ and other languages (Athiwaratkun et al., 2023). */
@NullMarked
package lockpick.study.task.mbxp;

import org.jspecify.annotations.NullMarked;
