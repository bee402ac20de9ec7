/** Files and folders that are whole or not there at all. */
@NullMarked
package lockpick.study.file;

import org.jspecify.annotations.NullMarked;
