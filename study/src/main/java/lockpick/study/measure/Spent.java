package lockpick.study.measure;

/**
 * What has been put into a policy until it is measured: the axes on which methods are compared.
 *
 * @param steps optimizer steps made; 0 for a policy that this run did not train
 * @param sequences training sequences seen so far, repetitions counted
 * @param epochs the same in passes over the data
 * @param tokens trained on, prompts included; 0 where nobody counted
 * @param samples completions drawn from policies, each graded; of a search, texts drawn and rows read to be valued
 * @param labels demonstrations shown and completions graded
 */
public record Spent(long steps, long sequences, double epochs, long tokens, long samples, long labels) {

    public static final Spent NOTHING = new Spent(0, 0, 0);

    public Spent {
        if (steps < 0 || sequences < 0 || !(epochs >= 0) || tokens < 0 || samples < 0 || labels < 0) {
            throw new IllegalArgumentException("spent: steps " + steps + ", sequences " + sequences + ", epochs "
                    + epochs + ", tokens " + tokens + ", samples " + samples + ", labels " + labels
                    + "; none may be negative");
        }
    }

    /** On training alone. */
    public Spent(long steps, long sequences, double epochs) {
        this(steps, sequences, epochs, 0, 0, 0);
    }

    /** What the budgets of one method are told apart by, the same for every seed: samples, or sequences where none are drawn. */
    public long budget() {
        return samples > 0 ? samples : sequences;
    }
}
