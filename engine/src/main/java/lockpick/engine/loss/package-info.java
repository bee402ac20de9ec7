/** Training losses. */
@NullMarked
package lockpick.engine.loss;

import org.jspecify.annotations.NullMarked;
