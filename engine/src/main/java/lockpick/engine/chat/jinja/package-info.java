/**
 * The part of the Jinja language that chat templates are written in, with Transformers' settings (trim_blocks and
 * lstrip_blocks on, undefined names print nothing). A template is read once: lexer, parser, tree. Evaluating it runs no
 * text as a template, so what people write stays text; every value knows which of its characters come from them. Whatever
 * is not supported is refused by name while reading, and no template runs or writes without end.
 */
@NullMarked
package lockpick.engine.chat.jinja;

import org.jspecify.annotations.NullMarked;
