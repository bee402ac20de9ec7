/** Ways to bring a hidden capability back. Nothing here knows of locks or passwords. */
@NullMarked
package lockpick.study.elicit;

import org.jspecify.annotations.NullMarked;
