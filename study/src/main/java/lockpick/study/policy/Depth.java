package lockpick.study.policy;

import java.util.List;

/** Places in a model, whatever its number of layers. */
public final class Depth {

    private Depth() {}

    /** Behind how many of all layers a share of them ends: at least 1. */
    public static int layer(double share, int all) {
        return Math.max(1, (int) Math.round(share * all));
    }

    /** The same for several shares: ascending, each once. */
    public static List<Integer> layers(List<Double> shares, int all) {
        return shares.stream()
                .map(share -> layer(share, all))
                .distinct()
                .sorted()
                .toList();
    }
}
