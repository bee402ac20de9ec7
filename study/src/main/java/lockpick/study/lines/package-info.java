/** Files of JSON Lines that users write: read whole, or refused with every broken line. */
@NullMarked
package lockpick.study.lines;

import org.jspecify.annotations.NullMarked;
