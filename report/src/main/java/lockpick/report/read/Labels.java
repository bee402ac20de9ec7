package lockpick.report.read;

/** What a study calls a run: the coordinates that tables and figures use. */
public sealed interface Labels {

    /** As folder names and {@code study.json} have it. */
    String kind();

    long seed();

    /** Trains the strong policy and measures the weak one. */
    record Strong(long seed) implements Labels {
        @Override
        public String kind() {
            return "strong";
        }
    }

    /**
     * Makes a locked policy.
     *
     * @param lock the lock's name within the study
     * @param method {@code sft} or {@code scratch}
     * @param examples problems locked on
     */
    record Lock(long seed, String lock, String method, long examples) implements Labels {
        @Override
        public String kind() {
            return "lock";
        }
    }

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
