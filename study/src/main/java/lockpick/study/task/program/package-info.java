/** What the data sets of programs give to grade a completion by (paper §4.2; docs/tasks/program-grading.md). */
@NullMarked
package lockpick.study.task.program;

import org.jspecify.annotations.NullMarked;
