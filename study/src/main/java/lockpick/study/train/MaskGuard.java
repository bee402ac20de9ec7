package lockpick.study.train;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import lockpick.engine.loss.Sequence;
import lockpick.engine.tokenizer.HuggingFaceTokenizer;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.policy.Wording;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.Problem;
import lockpick.study.task.Task;

/**
 * Reads back what the loss falls on, before a policy is trained: exactly the completion of a demonstration, then the end
 * token (paper C.1). A mask that is off by one token trains without complaint, and its loss falls like any other.
 */
public final class MaskGuard {

    private static final int TAIL = 60; // characters of a prompt in a message
    private static final int FIRST = 32; // rows

    private final Wording wording;
    private final Tokenizer tokenizer;

    public MaskGuard(TrainablePolicy policy) {
        this(policy.wording());
    }

    public MaskGuard(Wording wording) {
        this.wording = wording;
        this.tokenizer = wording.tokenizer();
    }

    /**
     * Checks the rows that the policy would be trained on.
     *
     * @throws TrainingMaskException for the first whose mask is wrong, or whose completion the tokenizer cannot write
     */
    public void check(List<Demonstration> sample) {
        for (Demonstration demonstration : sample) {
            requireWritable(demonstration);
            check(demonstration, wording.sequence(demonstration));
        }
    }

    /** Checks the first of many rows: a mask that is wrong is wrong from the start. */
    public void checkFirst(List<Demonstration> all) {
        check(all.stream().limit(FIRST).toList());
    }

    /**
     * Checks right answers to the first of these problems, where the rows to come are still to be drawn: they show
     * whether the loss falls where it should.
     */
    public void checkReferences(Task task, List<Problem> problems) {
        check(problems.stream()
                .limit(FIRST)
                .map(problem -> new Demonstration(task.prompt(problem), problem.answer()))
                .toList());
    }

    /**
     * Checks a row, wherever it comes from, against the demonstration that it should teach. In a conversation the blanks
     * of the chat's form may stand in front of the completion.
     *
     * @throws TrainingMaskException if the loss falls on anything else
     */
    public void check(Demonstration demonstration, Sequence row) {
        requireWritable(demonstration);
        int[] trained = row.completion();
        int last = trained.length - 1;
        if (trained[last] != tokenizer.endToken()) {
            throw refused("the row does not end with the end token " + shown(tokenizer.endToken()), demonstration, row);
        }
        int[] written = Arrays.copyOf(trained, last);
        if (!isCompletion(tokenizer.decodeCompletion(written), demonstration)) {
            throw refused("the loss does not fall on the completion", demonstration, row);
        }
        for (int token : written) {
            if (tokenizer.decodeCompletion(new int[] {token}).isEmpty()) {
                throw refused(
                        "the loss falls on " + shown(token) + ", which is not in the completion", demonstration, row);
            }
        }
        int[] prompt = wording.encode(demonstration.prompt());
        if (!Arrays.equals(prompt, Arrays.copyOf(row.tokens(), row.completionStart()))) {
            throw refused("what stands in front of the completion is not the prompt", demonstration, row);
        }
    }

    /** The row of a demonstration for people, as {@link #rendered(Sequence)}. */
    public String rendered(Demonstration demonstration) {
        requireWritable(demonstration);
        return rendered(wording.sequence(demonstration));
    }

    /** A row as text, in which ⟦ and ⟧ enclose what the loss falls on, the end token among it. */
    public String rendered(Sequence row) {
        return prompt(row) + marked(row);
    }

    private void requireWritable(Demonstration demonstration) {
        String completion = demonstration.completion();
        String back;
        try {
            back = tokenizer.decodeCompletion(tokenizer.encodeCompletion(completion));
        } catch (IllegalArgumentException e) {
            throw new TrainingMaskException(
                    "the tokenizer cannot write the completion " + quoted(completion) + ": " + e.getMessage());
        }
        if (!normal(back).equals(normal(completion))) {
            throw new TrainingMaskException("the tokenizer cannot write the completion " + quoted(completion)
                    + ": it comes back as " + quoted(back));
        }
    }

    private static boolean isCompletion(String text, Demonstration demonstration) {
        String completion = normal(demonstration.completion());
        String written = normal(text);
        return switch (demonstration.prompt()) {
            case Prompt.Text prompt -> written.equals(completion);
            case Prompt.Conversation conversation ->
                written.endsWith(completion)
                        && written.substring(0, written.length() - completion.length())
                                .isBlank();
        };
    }

    /** Some tokenizers compose accents, and write a blank for ▁. */
    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replace('▁', ' ');
    }

    // --- for people

    private TrainingMaskException refused(String what, Demonstration demonstration, Sequence row) {
        int promptTokens = wording.encode(demonstration.prompt()).length;
        return new TrainingMaskException("training mask: " + what + "\n"
                + "  prompt    …" + escaped(tail(demonstration.prompt().plain())) + "\n"
                + "  expected  ⟦" + escaped(demonstration.completion()) + shown(tokenizer.endToken()) + "⟧\n"
                + "  actual    …" + escaped(tail(prompt(row)) + marked(row)) + "\n"
                + "  The loss begins at token " + row.completionStart() + " of " + row.tokens().length
                + ", counted from 0; the prompt has " + promptTokens + ".");
    }

    private String prompt(Sequence row) {
        int[] ids = Arrays.copyOf(row.tokens(), row.completionStart());
        return tokenizer instanceof HuggingFaceTokenizer withSpecial
                ? withSpecial.decode(ids, false)
                : tokenizer.decode(ids);
    }

    private String marked(Sequence row) {
        int[] trained = row.completion();
        int last = trained.length - 1;
        boolean ends = trained[last] == tokenizer.endToken();
        String text = tokenizer.decodeCompletion(ends ? Arrays.copyOf(trained, last) : trained);
        return "⟦" + text + (ends ? shown(trained[last]) : "") + "⟧";
    }

    private String shown(int token) {
        String shown = tokenizer.token(token);
        return shown.isEmpty() ? "token " + token : shown;
    }

    private static String tail(String text) {
        int from = Math.max(0, text.length() - TAIL);
        return text.substring(from > 0 && Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
    }

    private static String quoted(String text) {
        return "'" + escaped(text) + "'";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }
}
