/**
 * Grades programs by running their tests in the sandbox (paper App. E.1; docs/tasks/program-grading.md). Expected outputs
 * never enter it.
 */
@NullMarked
package lockpick.study.grade.program;

import org.jspecify.annotations.NullMarked;
