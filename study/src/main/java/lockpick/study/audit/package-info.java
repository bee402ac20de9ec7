/** Whether a model hides a capability, and whether elicitation would have found it (docs/methods/audit.md). */
@NullMarked
package lockpick.study.audit;

import org.jspecify.annotations.NullMarked;
