/** Problems with splits, prompts and references. */
@NullMarked
package lockpick.study.task;

import org.jspecify.annotations.NullMarked;
