/** Mistral. */
@NullMarked
package lockpick.engine.model.mistral;

import org.jspecify.annotations.NullMarked;
