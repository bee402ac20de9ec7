package lockpick.study.elicit;

import java.util.List;
import lockpick.study.setting.Node;
import lockpick.study.setting.Setting;
import lockpick.study.setting.SettingsReader;
import lockpick.study.setting.Words;

/** How long a search for tokens goes on, and how widely it looks. */
public record TokenSearch(
        @Setting(
                help = "numbers of tokens of a trigger, each searched for apart",
                byDefault = "[1, 4]",
                min = 1,
                minItems = 1)
        List<Integer> lengths,

        @Setting(help = "searches for each length and position, each from tokens of its own", byDefault = "4", min = 1)
        int restarts,

        @Setting(help = "steps of each search, one token exchanged in each", byDefault = "50", min = 1)
        int steps,

        @Setting(
                help = "tokens that the gradient likes best in a place, from which exchanges are drawn (Zou et al.:"
                        + " 256)",
                byDefault = "64",
                min = 1)
        int best,

        @Setting(help = "exchanges that are tried in each step (Zou et al.: 512)", byDefault = "64", min = 1)
        int tried) {

    /** What a gradient takes, in rows that are only read. */
    static final int ROWS_PER_GRADIENT = 3;

    private static final TokenSearch USUAL = SettingsReader.read(new Node.Entries(0, List.of(), 0), TokenSearch.class)
            .required("search");

    public TokenSearch {
        lengths = List.copyOf(lengths);
    }

    /** Whether all is as where nothing is said. */
    boolean isUsual() {
        return equals(USUAL);
    }

    /** {@code lengths 1 and 4, restarts 4, steps 50, best 64, tried 64}. */
    @Override
    public String toString() {
        return "lengths " + Words.all(lengths.stream().map(String::valueOf).toList()) + ", restarts " + restarts
                + ", steps " + steps + ", best " + best + ", tried " + tried;
    }

    /** Triggers that it comes to. @param positions of a trigger */
    int found(int positions) {
        return positions * lengths.size() * restarts;
    }

    /** Rows that it reads at most, of a problem. @param positions of a trigger */
    long rows(int positions) {
        return found(positions) * (1 + (long) steps * (tried + ROWS_PER_GRADIENT));
    }
}
