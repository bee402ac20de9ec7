/**
 * Runs programs that nobody trusts: without files, network, other processes, or more time and memory than they were given
 * (docs/design/sandbox.md). No program starts before a self-test has shown that the isolation holds, and there is no way
 * to run one without it.
 */
@NullMarked
package lockpick.study.sandbox;

import org.jspecify.annotations.NullMarked;
