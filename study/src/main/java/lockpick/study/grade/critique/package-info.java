/** Critiques judged by how near they come to a reference critique (paper E.2). */
@NullMarked
package lockpick.study.grade.critique;

import org.jspecify.annotations.NullMarked;
