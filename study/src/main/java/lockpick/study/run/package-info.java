/** What one run does, and the folder it leaves. */
@NullMarked
package lockpick.study.run;

import org.jspecify.annotations.NullMarked;
