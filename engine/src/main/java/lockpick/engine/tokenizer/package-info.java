/** Text to token ids and back. */
@NullMarked
package lockpick.engine.tokenizer;

import org.jspecify.annotations.NullMarked;
