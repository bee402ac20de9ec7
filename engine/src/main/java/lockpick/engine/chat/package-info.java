/** Conversations as prompts: a model's chat template, or a plain form where it has none. */
@NullMarked
package lockpick.engine.chat;

import org.jspecify.annotations.NullMarked;
