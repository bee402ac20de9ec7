/** The twin of MMLU: multiple-choice questions on the facts of an invented world. */
@NullMarked
package lockpick.study.task.twin.mmlu;

import org.jspecify.annotations.NullMarked;
