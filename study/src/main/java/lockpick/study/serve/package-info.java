/** A model as a service that speaks OpenAI's HTTP interface: the other side of {@link lockpick.study.endpoint}. */
@NullMarked
package lockpick.study.serve;

import org.jspecify.annotations.NullMarked;
