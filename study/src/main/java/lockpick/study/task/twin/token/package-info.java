/** The tokenizer that all twins share. */
@NullMarked
package lockpick.study.task.twin.token;

import org.jspecify.annotations.NullMarked;
