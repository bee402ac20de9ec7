/** Who computes runs: worker processes that may die without losing more than an attempt. */
@NullMarked
package lockpick.study.execute;

import org.jspecify.annotations.NullMarked;
