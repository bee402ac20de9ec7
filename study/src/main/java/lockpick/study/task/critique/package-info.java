/** Critiques of wrong programs (paper §4.2, E.2). */
@NullMarked
package lockpick.study.task.critique;

import org.jspecify.annotations.NullMarked;
