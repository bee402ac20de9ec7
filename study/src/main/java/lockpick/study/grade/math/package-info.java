/** Judges answers to mathematics problems: the data set's own string comparison, and a comparison of exact values. */
@NullMarked
package lockpick.study.grade.math;

import org.jspecify.annotations.NullMarked;
