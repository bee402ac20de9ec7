package lockpick.report.read;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a study calls a run: the coordinates that tables and figures use. */
public sealed interface Labels {

    /** As folder names and {@code study.json} have it. */
    String kind();

    long seed();

    /**
     * Makes or measures the policy of a role: {@code strong}, {@code weak}, {@code intermediate}, {@code demonstrator}.
     *
     * @param lock that has a weak policy of its own, which this is
     */
    record Policy(long seed, String role, Optional<String> lock) implements Labels {

        /** What pages call it, such as {@code strong policy} or {@code weak policy of sft-12.5k}. */
        public String called() {
            return role + " policy" + lock.map(" of "::concat).orElse("");
        }

        @Override
        public String kind() {
            return "policy";
        }
    }

    /**
     * Draws completions of the policy of a role.
     *
     * @param lock whose own weak policy it is, as of {@link Policy}
     * @param use what they are for, such as {@code lock-set}
     */
    record Samples(long seed, String role, Optional<String> lock, String use) implements Labels {
        @Override
        public String kind() {
            return "samples";
        }
    }

    /**
     * Makes a locked policy, or a control of one, or evaluates a given model.
     *
     * @param lock the name of the lock or the model within the study, and after it the control's
     * @param method {@code from-scratch}, {@code sft} or {@code sft-of-base}, or {@code given}
     * @param examples problems locked on; 0 of a given model
     * @param control {@code never-locked} or {@code never-capable}; empty for what is no control
     */
    record Lock(long seed, String lock, String method, long examples, String control) implements Labels {
        private static final String GIVEN = "given";

        static Lock given(long seed, String model) {
            return new Lock(seed, model, GIVEN, 0, "");
        }

        @Override
        public String kind() {
            return isGiven() ? "evaluate" : "lock";
        }

        /** Whether it is a given model, of which the study knows no password. */
        public boolean isGiven() {
            return method.equals(GIVEN);
        }
    }

    /** Asks a lock in ways that take its password. */
    record PasswordPrompted(long seed, String lock) implements Labels {
        @Override
        public String kind() {
            return "password-prompts";
        }
    }

    /**
     * Elicits from a locked policy, or from a control.
     *
     * @param kind the method, such as {@code sft}
     * @param settings what tells its points apart, but for the learning rate, in the order of a report; of {@code sft} who
     *     wrote the {@code demonstrations}, such as {@code reference}, and {@code k}, how many
     * @param learningRate 0 where nothing is learnt
     */
    record Elicited(long seed, String lock, String kind, Map<String, String> settings, double learningRate)
            implements Labels {

        public Elicited {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        }
    }
}
