/** What policies are given to complete, and how. */
@NullMarked
package lockpick.study.prompt;

import org.jspecify.annotations.NullMarked;
