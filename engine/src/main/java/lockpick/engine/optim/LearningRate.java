package lockpick.engine.optim;

/** The learning rate of each step of a run: linear warm-up, then constant or falling to zero at the last step. */
public sealed interface LearningRate {

    /** The rate of a step, counted from 0. */
    double at(long step);

    /** Rises over {@code warmup} steps to {@code peak} and stays there. */
    record Constant(double peak, long warmup) implements LearningRate {
        @Override
        public double at(long step) {
            return peak * rise(step, warmup);
        }
    }

    /** Rises over {@code warmup} steps, then falls along half a cosine to zero after {@code steps} steps. */
    record Cosine(double peak, long warmup, long steps) implements LearningRate {
        @Override
        public double at(long step) {
            return peak * rise(step, warmup) * 0.5 * (1 + Math.cos(Math.PI * progress(step, warmup, steps)));
        }
    }

    /** Rises over {@code warmup} steps, then falls along a line to zero after {@code steps} steps. */
    record Linear(double peak, long warmup, long steps) implements LearningRate {
        @Override
        public double at(long step) {
            return peak * rise(step, warmup) * (1 - progress(step, warmup, steps));
        }
    }

    private static double rise(long step, long warmup) {
        return step >= warmup ? 1 : (step + 1.0) / (warmup + 1.0);
    }

    private static double progress(long step, long warmup, long steps) {
        return step <= warmup ? 0 : Math.min(1, (step - warmup) / (double) Math.max(1, steps - warmup));
    }
}
