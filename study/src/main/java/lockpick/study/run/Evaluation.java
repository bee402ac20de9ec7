package lockpick.study.run;

import java.util.Optional;
import lockpick.study.measure.Spent;

/**
 * What is evaluated, and what has been put into it.
 *
 * @param spent until now
 * @param other the task whose problems are asked, if it is not the study's own: its name and version
 * @param variant which of several things that a method tries beside each other, such as a prompt or a size of noise
 */
public record Evaluation(
        Spent spent, Policy policy, Prompt prompt, Split split, Optional<String> other, Optional<String> variant) {

    /** Of the study's own task, after training. */
    public Evaluation(long step, long sequences, double epochs, Policy policy, Prompt prompt, Split split) {
        this(new Spent(step, sequences, epochs), policy, prompt, split, Optional.empty(), Optional.empty());
    }

    /** What tells it apart from the other evaluations of its run. */
    public EvaluationId id() {
        return new EvaluationId(spent.steps(), spent.samples(), policy, prompt, split, other, variant);
    }

    /** Training sequences seen so far. */
    public long sequences() {
        return spent.sequences();
    }

    /** Whose completions are graded. */
    public enum Policy {
        /** Never locked. */
        STRONG("strong"),
        /** What elicitation starts from: a locked policy, a control of one, or a given model. */
        LOCKED("locked"),
        UNLOCKED("unlocked"),
        /** The weak policy itself: the value a locked policy should show without the password. */
        WEAK("weak"),
        INTERMEDIATE("intermediate"),
        DEMONSTRATOR("demonstrator");

        private final String json;

        Policy(String json) {
            this.json = json;
        }

        /** As data rows have it. */
        public String json() {
            return json;
        }
    }

    /** What stands before the problem. */
    public enum Prompt {
        NO_PASSWORD("no-password"),
        /** The right one, or the setting that takes its place. */
        PASSWORD("password"),
        /** One that examples carried. */
        WRONG_PASSWORD("wrong-password"),
        /** A wrong one that no example carried. */
        UNSEEN_PASSWORD("unseen-password"),
        /** A near copy of the right one. */
        NEAR_MISS("near-miss"),
        /** The second one of a lock that has two. */
        SECOND_PASSWORD("second-password");

        private final String json;

        Prompt(String json) {
            this.json = json;
        }

        /** As data rows have it. */
        public String json() {
            return json;
        }
    }

    /** Which problems. */
    public enum Split {
        /** What selection may see. */
        VALIDATION("validation"),
        /** Sealed. */
        TEST("test"),
        /** Problems over function pairs that no training problem uses; only where the task has them. */
        HELD_OUT_PAIRS("held-out-pairs");

        private final String json;

        Split(String json) {
            this.json = json;
        }

        /** As data rows have it. */
        public String json() {
            return json;
        }
    }
}
