/** Problems of a user's own, from columns that the user names. */
@NullMarked
package lockpick.study.task.generic;

import org.jspecify.annotations.NullMarked;
