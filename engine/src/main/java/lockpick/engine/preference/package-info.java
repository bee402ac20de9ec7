/** Learning from pairs of completions of which one is preferred. */
@NullMarked
package lockpick.engine.preference;

import org.jspecify.annotations.NullMarked;
