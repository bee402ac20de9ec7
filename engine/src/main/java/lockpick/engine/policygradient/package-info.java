/** Learning from completions that a policy drew itself, by how good each turned out. */
@NullMarked
package lockpick.engine.policygradient;

import org.jspecify.annotations.NullMarked;
