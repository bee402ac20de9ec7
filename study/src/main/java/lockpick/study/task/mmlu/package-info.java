/** MMLU, multiple choice in 57 subjects (Hendrycks et al., 2021; paper §4.2). */
@NullMarked
package lockpick.study.task.mmlu;

import org.jspecify.annotations.NullMarked;
