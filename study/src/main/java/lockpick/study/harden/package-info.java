/** What makes a lock resist elicitation, beyond the paper: added to the training of a lock, and ignorant of passwords. */
@NullMarked
package lockpick.study.harden;

import org.jspecify.annotations.NullMarked;
