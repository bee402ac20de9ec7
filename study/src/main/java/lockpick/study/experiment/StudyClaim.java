package lockpick.study.experiment;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lockpick.study.lock.LockConfig;
import lockpick.study.measure.Claim;
import lockpick.study.setting.Setting;

/**
 * Something that a paper or we say of methods of elicitation, written down before the study is run. Reports judge it
 * (docs/methods/claims.md); no run depends on it.
 */
public record StudyClaim(
        @Setting(help = "the claim, in a sentence") String says,

        @Setting(help = "who says so, such as: paper, section 5.2, figure 5")
        String source,

        @Setting(help = "the result that it is about") Result of,

        @Setting(help = "the result that is taken away from it; without one it stands for itself")
        Optional<Result> less,

        @Setting(
                help =
                        "recovered-gap is the share of the gap between floor and ceiling that was brought back; correctness"
                                + " is that of the test problems, and all that controls have",
                byDefault = "recovered-gap")
        Quantity quantity,

        @Setting(help = "the claim holds if the number is greater")
        Optional<Double> above,

        @Setting(help = "the claim holds if the number is this or less")
        Optional<Double> atMost) {

    /** What is compared, each in shares: 0 is nothing and 1 is everything. */
    public enum Quantity {
        RECOVERED_GAP,
        CORRECTNESS
    }

    /** One row of a report's table of methods. */
    public record Result(
            @Setting(
                    help = "name of the lock or the given model, that of a control behind its lock's (sft-12.5k,"
                            + " never-capable); else the study's first")
            Optional<String> lock,

            @Setting(
                    help = "what the report calls the elicitation, such as: sft, demonstrations reference, k 16; or the"
                            + " beginning of it, as far as no other begins so")
            String elicitation) {

        /** The name of the lock or given model. @param study where the first is looked up */
        public String lock(Study study) {
            return lock.or(() -> study.locks().stream().map(LockConfig::called).findFirst())
                    .orElseGet(() -> study.models().getFirst().name());
        }

        /** Those of a report's names that this one is short for; the whole name is for itself alone. */
        public List<String> among(List<String> names) {
            return names.contains(elicitation)
                    ? List.of(elicitation)
                    : names.stream()
                            .filter(name -> name.startsWith(elicitation + ","))
                            .toList();
        }
    }

    /** The bound. Rules see to it that there is one. */
    public Claim claim() {
        return above.<Claim>map(Claim.Superior::new).orElseGet(() -> new Claim.AtMost(atMost.orElseThrow()));
    }

    /** The results that it names. */
    List<Result> results() {
        return Stream.concat(Stream.of(of), less.stream()).toList();
    }
}
