/** Function composition (paper §7). */
@NullMarked
package lockpick.study.task.composition;

import org.jspecify.annotations.NullMarked;
