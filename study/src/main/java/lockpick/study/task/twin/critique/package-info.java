/** The twin of the critique task: what is wrong with a program, in one sentence. */
@NullMarked
package lockpick.study.task.twin.critique;

import org.jspecify.annotations.NullMarked;
