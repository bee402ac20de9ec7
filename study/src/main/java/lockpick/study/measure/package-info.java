/** Correctness, standard errors over seeds, recovered gaps, and selection that cannot see the test split. */
@NullMarked
package lockpick.study.measure;

import org.jspecify.annotations.NullMarked;
