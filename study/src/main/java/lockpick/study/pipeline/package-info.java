/** The policies that locks and elicitation work with, and what they write (paper §4.1, Fig 2, table 1). */
@NullMarked
package lockpick.study.pipeline;

import org.jspecify.annotations.NullMarked;
