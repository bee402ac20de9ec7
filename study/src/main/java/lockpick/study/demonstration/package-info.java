/** What a policy is shown to learn from. */
@NullMarked
package lockpick.study.demonstration;

import org.jspecify.annotations.NullMarked;
