/** Settings as a file gives them: read from YAML with every problem placed, described by a JSON Schema. */
@NullMarked
package lockpick.study.setting;

import org.jspecify.annotations.NullMarked;
