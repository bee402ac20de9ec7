/** What completes prompts, and what can be trained to. */
@NullMarked
package lockpick.study.policy;

import org.jspecify.annotations.NullMarked;
