/** A language model that rates solutions: a reward, not a verdict (paper E.1, B.3.2). */
@NullMarked
package lockpick.study.grade.judge;

import org.jspecify.annotations.NullMarked;
