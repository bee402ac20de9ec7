/**
 * Correctness, standard errors over seeds, recovered gaps, means with their intervals and what they say of a claim, and
 * selection that cannot see the test split; rises of policies, against those of controls and against chance.
 */
@NullMarked
package lockpick.study.measure;

import org.jspecify.annotations.NullMarked;
