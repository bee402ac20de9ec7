/** Llama and the layers that its descendants share. */
@NullMarked
package lockpick.engine.model.llama;

import org.jspecify.annotations.NullMarked;
