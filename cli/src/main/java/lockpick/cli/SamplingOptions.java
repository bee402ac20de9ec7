package lockpick.cli;

import java.util.List;
import lockpick.engine.generate.Sampling;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How next tokens are chosen. */
final class SamplingOptions {

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0",
            description = "0 takes the most likely token each time (default: ${DEFAULT-VALUE})")
    private double temperature;

    @Option(
            names = "--top-k",
            paramLabel = "K",
            defaultValue = "0",
            description = "only the K most likely tokens; 0 for all (default: ${DEFAULT-VALUE})")
    private int topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            defaultValue = "1",
            description = "only the most likely tokens that reach probability P together (default: ${DEFAULT-VALUE})")
    private double topP;

    @Option(
            names = "--repetition-penalty",
            paramLabel = "R",
            defaultValue = "1",
            description = "makes tokens that stand in the prompt or completion less likely; 1 for none (default:"
                    + " ${DEFAULT-VALUE})")
    private double repetitionPenalty;

    @Option(
            names = "--stop",
            paramLabel = "TEXT",
            description = "ends a completion before this text; may be given more than once")
    private List<String> stops = List.of();

    @Option(
            names = "--max-new-tokens",
            paramLabel = "N",
            defaultValue = "32",
            description = "most tokens written after a prompt (default: ${DEFAULT-VALUE})")
    private int maxNewTokens;

    /** @throws MistakeException if an option is out of its range */
    Sampling sampling() {
        check(temperature >= 0 && temperature < Double.POSITIVE_INFINITY, "--temperature", temperature, "at least 0");
        check(topK >= 0, "--top-k", topK, "at least 0");
        check(topP > 0 && topP <= 1, "--top-p", topP, "above 0, and 1 at most");
        check(
                repetitionPenalty > 0 && repetitionPenalty < Double.POSITIVE_INFINITY,
                "--repetition-penalty",
                repetitionPenalty,
                "above 0");
        check(maxNewTokens >= 1, "--max-new-tokens", maxNewTokens, "at least 1");
        return new Sampling(temperature, topK, topP, repetitionPenalty, maxNewTokens, false);
    }

    /** @throws MistakeException if one is empty */
    List<String> stops() {
        if (stops.contains("")) {
            throw new MistakeException("--stop '': every text holds it; give some text");
        }
        return stops;
    }

    static void check(boolean right, String option, @Nullable Number given, String expected) {
        if (!right) {
            throw new MistakeException(option + " = " + given + ": must be " + expected);
        }
    }
}
