package lockpick.study.task.twin.math;

import java.util.List;
import java.util.random.RandomGenerator;

/** Draws the numbers and words of a problem. */
final class Draw {

    private final RandomGenerator random;

    Draw(RandomGenerator random) {
        this.random = random;
    }

    /** A number from {@code low} to {@code high}, both included. */
    int number(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    /** A digit from 2 to 9. */
    int digit() {
        return number(2, 9);
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
