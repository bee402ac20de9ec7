/** Password-locking (paper §2): nothing else knows the password. */
@NullMarked
package lockpick.study.lock;

import org.jspecify.annotations.NullMarked;
