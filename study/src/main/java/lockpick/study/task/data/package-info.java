/** What all data sets share: reading files of records, refusing broken ones, setting records apart. */
@NullMarked
package lockpick.study.task.data;

import org.jspecify.annotations.NullMarked;
