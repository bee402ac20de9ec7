package lockpick.report.read;

import java.util.Map;

/** What a study calls a run: the coordinates that tables and figures use. */
public sealed interface Labels {

    /** As folder names and {@code study.json} have it. */
    String kind();

    long seed();

    /** Makes or measures the policy of a role: {@code strong}, {@code weak}, {@code intermediate}, {@code demonstrator}. */
    record Policy(long seed, String role) implements Labels {
        @Override
        public String kind() {
            return "policy";
        }
    }

    /**
     * Draws completions of the policy of a role.
     *
     * @param use what they are for, such as {@code lock-set}
     */
    record Samples(long seed, String role, String use) implements Labels {
        @Override
        public String kind() {
            return "samples";
        }
    }

    /**
     * Makes a locked policy, or a control of one.
     *
     * @param lock the lock's name within the study, and after it the control's
     * @param method {@code from-scratch}, {@code sft} or {@code sft-of-base}
     * @param examples problems locked on
     * @param control {@code never-locked} or {@code never-capable}; empty for the lock itself
     */
    record Lock(long seed, String lock, String method, long examples, String control) implements Labels {
        @Override
        public String kind() {
            return "lock";
        }
    }

    /**
     * Elicits with some other method.
     *
     * @param kind the method
     * @param settings what tells its points apart, but for the learning rate
     * @param learningRate 0 where nothing is learnt
     */
    record Elicited(long seed, String lock, String kind, Map<String, String> settings, double learningRate)
            implements Labels {}

    /**
     * Elicits with supervised fine-tuning.
     *
     * @param demonstrations who wrote them: {@code strong} or {@code weak}
     * @param k how many
     */
    record Sft(long seed, String lock, String demonstrations, int k, double learningRate) implements Labels {
        @Override
        public String kind() {
            return "sft";
        }
    }
}
