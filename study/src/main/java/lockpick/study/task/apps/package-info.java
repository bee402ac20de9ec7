/** APPS, programming problems with tests (Hendrycks et al., 2021; paper §4.2). */
@NullMarked
package lockpick.study.task.apps;

import org.jspecify.annotations.NullMarked;
