/** What a study asks for: its file, its graph of runs, their keys and their cost. */
@NullMarked
package lockpick.study.experiment;

import org.jspecify.annotations.NullMarked;
