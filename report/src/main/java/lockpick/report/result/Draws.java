package lockpick.report.result;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lockpick.study.measure.Candidate;

/**
 * Variants that are draws of the same thing, such as noise. They are called {@code draw 3}, or {@code sigma 0.01, draw 3} where
 * a method draws several things; what was drawn may follow, {@code gradient, draw 3: these words}. The third draw of one seed
 * has nothing to do with that of another, so draws do not compete over seeds: each seed has a best draw of its own.
 */
final class Draws {
    private static final Pattern DRAW = Pattern.compile("(?:(.+?), )?draw \\d+(?:: .*)?", Pattern.DOTALL);

    private Draws() {}

    static boolean isDraw(Candidate candidate) {
        return candidate.variant().filter(name -> DRAW.matcher(name).matches()).isPresent();
    }

    /** What the best draw competes as, for instance {@code sigma 0.01, best draw}; a candidate that is no draw itself. */
    static Candidate best(Candidate candidate) {
        Optional<String> variant = candidate.variant().map(name -> {
            Matcher draw = DRAW.matcher(name);
            return !draw.matches() ? name : draw.group(1) == null ? "best draw" : draw.group(1) + ", best draw";
        });
        return new Candidate(candidate.learningRate(), candidate.budget(), variant);
    }
}
