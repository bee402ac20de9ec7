/** Low-rank adapters: a few numbers trained beside a model that stays as it is. */
@NullMarked
package lockpick.engine.lora;

import org.jspecify.annotations.NullMarked;
