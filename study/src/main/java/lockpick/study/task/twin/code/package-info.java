/** The twin of APPS: sums, counts and extremes of numbers, as problems in English and programs in C++. */
@NullMarked
package lockpick.study.task.twin.code;

import org.jspecify.annotations.NullMarked;
