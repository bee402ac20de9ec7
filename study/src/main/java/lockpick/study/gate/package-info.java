/** Says from graded outcomes whether a model is locked. */
@NullMarked
package lockpick.study.gate;

import org.jspecify.annotations.NullMarked;
