/** Optimizers, learning-rate schedules and gradient clipping. */
@NullMarked
package lockpick.engine.optim;

import org.jspecify.annotations.NullMarked;
