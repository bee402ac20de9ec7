/** GSM8K, grade-school arithmetic in words (Cobbe et al., 2021). */
@NullMarked
package lockpick.study.task.gsm8k;

import org.jspecify.annotations.NullMarked;
