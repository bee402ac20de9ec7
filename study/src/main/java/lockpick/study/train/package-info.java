/** Ways of training, used by strong policies, locks and elicitation alike. */
@NullMarked
package lockpick.study.train;

import org.jspecify.annotations.NullMarked;
