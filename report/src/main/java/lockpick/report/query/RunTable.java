package lockpick.report.query;

import java.util.List;
import java.util.Locale;

/** The tables that SQL sees; {@code lockpick query --tables} and docs/query.md show them. */
public enum RunTable {
    RUNS(
            "a row for each place of a run in a study, and for each finished run that no study here has",
            column("run", "VARCHAR", "name of its folder; the other tables have it too"),
            column("key", "VARCHAR", "SHA-256 of all that decides its result"),
            column("study", "VARCHAR", "name of the study; null where no study here has the run"),
            column("kind", "VARCHAR", "policy, samples, lock, evaluate, or the method of elicitation"),
            column("label", "VARCHAR", "what the study calls it, in words"),
            column("state", "VARCHAR", "finished, running, damaged or missing"),
            column("seed", "BIGINT", "of the study"),
            column("role", "VARCHAR", "whose policy it makes or draws from: strong, weak, intermediate, demonstrator"),
            column(
                    "lock",
                    "VARCHAR",
                    "name of the lock, of its control, or of the given model; of a policy the lock whose own it is"),
            column("lock_method", "VARCHAR", "how it was locked; given for a given model"),
            column("lock_examples", "BIGINT", "problems it was locked on"),
            column("lock_control", "VARCHAR", "never-locked or never-capable, of a control"),
            column("method", "VARCHAR", "of elicitation"),
            column("demonstrations", "VARCHAR", "who wrote what elicitation learns from"),
            column("k", "BIGINT", "demonstrations of elicitation"),
            column("learning_rate", "DOUBLE", "of elicitation"),
            column("labels", "JSON", "every label the study gives it, as text"),
            column("task", "VARCHAR", "version of the task's prompts and grader"),
            column("device", "VARCHAR", "cpu or cuda"),
            column("numerics", "BIGINT", "version of the code's arithmetic"),
            column("settings", "JSON", "with the keys of study files, every default filled in"),
            column("inputs", "JSON", "keys of the runs that it builds on"),
            column("made_by", "JSON", "versions, device and processor that computed it"),
            column("wall_seconds", "DOUBLE", "from the start of the attempt that finished to its last file"),
            column("train_seconds", "DOUBLE", "of these in training"),
            column("evaluation_seconds", "DOUBLE", "of these in evaluation"),
            column("train_sequences", "BIGINT", "sequences trained on, repetitions counted"),
            column("train_tokens", "BIGINT", "tokens trained on, prompts included"),
            column("generated_completions", "BIGINT", "completions drawn"),
            column("generated_tokens", "BIGINT", "tokens of these"),
            column(
                    "flop",
                    "DOUBLE",
                    "6 for each parameter and trained token, 2 for each generated one; beside an adapter 4 and the"
                            + " adapter's 6; null of a given model"),
            column("peak_resident_bytes", "BIGINT", "largest memory of the process; 0 where unknown"),
            column("threads", "BIGINT", "of the processor that it computed with"),
            column("attempts", "BIGINT", "times it was begun"),
            column("bytes", "BIGINT", "of its folder on the disk")),

    METRICS(
            "a row for each line of metrics.jsonl: training curves, rounds of samples, evaluations, distances",
            column("run", "VARCHAR", RunTable.FOLDER, "name of the run's folder"),
            column("type", "VARCHAR", "train, round, evaluation or distance; it decides what is not null"),
            column("step", "BIGINT", "optimizer steps made"),
            column("sequences", "BIGINT", "training sequences seen so far"),
            column("epochs", "DOUBLE", "the same in passes over the data"),
            column("tokens", "BIGINT", "tokens trained on so far"),
            column("samples", "BIGINT", "completions drawn and graded so far"),
            column("labels", "BIGINT", "demonstrations shown and completions graded so far"),
            column("loss", "DOUBLE", "train: mean over completion tokens, nats; null where not finite"),
            column("learning_rate", "DOUBLE", "train: of this step"),
            column("gradient_norm", "DOUBLE", "train: before clipping"),
            column("policy", "VARCHAR", "evaluation: strong, weak, intermediate, demonstrator, locked or unlocked"),
            column(
                    "prompt",
                    "VARCHAR",
                    "evaluation: no-password, password, wrong-password, unseen-password, near-miss or second-password"),
            column("split", "VARCHAR", "evaluation: validation, test or held-out-pairs"),
            column("other", "VARCHAR", "evaluation: the task, where it is not the study's own"),
            column("variant", "VARCHAR", "evaluation: which of several things that the method tries beside each other"),
            column("correct", "BIGINT", "evaluation, round: completions graded correct"),
            column("n", "BIGINT", "evaluation: completions"),
            column("correctness", "DOUBLE", "evaluation: correct / n"),
            column("undecided", "BIGINT", "evaluation: completions that the grader could not judge"),
            column("reward", "DOUBLE", "evaluation, round: mean, from 0 to 1"),
            column("truncated", "BIGINT", "evaluation: prompts that were cut; null where none"),
            column("round", "BIGINT", "round: from 1"),
            column("drawn", "BIGINT", "round: completions of this one"),
            column("kept", "BIGINT", "round: how many are learnt from"),
            column("kept_reward", "DOUBLE", "round: their mean reward"),
            column("all_equal", "BOOLEAN", "round: all rewards are the same"),
            column("distance", "VARCHAR", "distance: kl-from-weak, kl-from-strong or drift"),
            column("distances", "DOUBLE[]", "values", "distance: of each problem of the test split, nats per token")),

    COMPLETIONS(
            "a row for each graded completion of completions.jsonl.gz",
            column("run", "VARCHAR", RunTable.FOLDER, "name of the run's folder"),
            column("step", "BIGINT", "optimizer steps made"),
            column("samples", "BIGINT", "completions drawn and graded so far"),
            column("policy", "VARCHAR", "as in metrics"),
            column("prompt", "VARCHAR", "kind of prompt, as in metrics"),
            column("split", "VARCHAR", "as in metrics"),
            column("other", "VARCHAR", "as in metrics"),
            column("variant", "VARCHAR", "as in metrics"),
            column("problem", "VARCHAR", "the problem's id"),
            column("completion", "VARCHAR", "what the policy wrote"),
            column("verdict", "VARCHAR", "correct, incorrect or undecided"),
            column("correct", "BOOLEAN", "verdict = 'correct'", "whether the verdict is correct"),
            column("reward", "DOUBLE", "from 0 to 1"),
            column("reason", "VARCHAR", "why the grader says so"),
            column("truncated", "BOOLEAN", "true where the prompt was cut"),
            column("domains", "JSON", "of the problem, by the way of grouping"));

    private static final String FOLDER = "split_part(filename, '/', -2)";

    private final String about;
    private final List<Column> columns;

    RunTable(String about, Column... columns) {
        this.about = about;
        this.columns = List.of(columns);
    }

    /**
     * @param type as DuckDB calls it
     * @param from the key of a line that the column is, or SQL of such keys and of {@code filename}
     */
    public record Column(String name, String type, String from, String meaning) {

        boolean isKey() {
            return from.matches("[a-z_]+");
        }
    }

    private static Column column(String name, String type, String meaning) {
        return column(name, type, name, meaning);
    }

    private static Column column(String name, String type, String from, String meaning) {
        return new Column(name, type, from, meaning);
    }

    /** As SQL calls it. */
    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a row is. */
    public String about() {
        return about;
    }

    public List<Column> columns() {
        return columns;
    }
}
