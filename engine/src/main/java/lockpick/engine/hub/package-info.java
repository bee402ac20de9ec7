/** Model repositories on a Hugging Face-compatible hub: what they hold, and bringing it here whole. */
@NullMarked
package lockpick.engine.hub;

import org.jspecify.annotations.NullMarked;
