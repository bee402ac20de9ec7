/** How much memory training takes, before it starts. */
@NullMarked
package lockpick.engine.memory;

import org.jspecify.annotations.NullMarked;
