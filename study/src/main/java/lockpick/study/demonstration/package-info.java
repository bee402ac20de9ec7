/** What a policy is shown to imitate. */
@NullMarked
package lockpick.study.demonstration;

import org.jspecify.annotations.NullMarked;
