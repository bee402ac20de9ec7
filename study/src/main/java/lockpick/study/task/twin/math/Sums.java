package lockpick.study.task.twin.math;

import java.util.ArrayList;
import java.util.List;

/** Sums that are worked out and written down one after another, one of them perhaps wrongly. */
final class Sums {

    private static final int NOWHERE = -1;

    private final int slipAt;
    private final int slip;
    private final List<String> lines = new ArrayList<>();
    private boolean withinBounds = true;

    private Sums(int slipAt, int slip) {
        this.slipAt = slipAt;
        this.slip = slip;
    }

    static Sums right() {
        return new Sums(NOWHERE, 0);
    }

    /**
     * Sums with a mistake that is carried on.
     *
     * @param step which result is wrong, from 0
     * @param by how much, not 0
     */
    static Sums slipping(int step, int by) {
        return new Sums(step, by);
    }

    int add(int a, int b) {
        return line(a, "+", b, a + b);
    }

    int subtract(int a, int b) {
        return line(a, "-", b, a - b);
    }

    int times(int a, int b) {
        return line(a, "*", b, a * b);
    }

    int divide(int a, int b) {
        return line(a, "/", b, Math.floorDiv(a, b));
    }

    int remainder(int a, int b) {
        return line(a, " mod ", b, Math.floorMod(a, b));
    }

    private int line(int a, String operation, int b, int right) {
        int result = lines.size() == slipAt ? right + slip : right;
        withinBounds &= result >= 0 && result < 100;
        lines.add(a + operation + b + "=" + result);
        return result;
    }

    /** As {@code 5+3=8}, in order. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Whether every result has one or two digits and no sign. */
    boolean areSmall() {
        return withinBounds;
    }
}
