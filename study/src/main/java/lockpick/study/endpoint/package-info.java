/** Model services that speak OpenAI's HTTP interface: asked patiently, and never twice for the same. */
@NullMarked
package lockpick.study.endpoint;

import org.jspecify.annotations.NullMarked;
