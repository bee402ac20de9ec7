/** Judges completions. */
@NullMarked
package lockpick.study.grade;

import org.jspecify.annotations.NullMarked;
