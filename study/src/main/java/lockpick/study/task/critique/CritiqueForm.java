package lockpick.study.task.critique;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lockpick.engine.chat.Message;
import lockpick.engine.tensor.Seed;
import lockpick.study.grade.Grade;
import lockpick.study.grade.critique.CritiqueGrader;
import lockpick.study.grade.critique.CritiqueGrader.Critique;
import lockpick.study.grade.critique.Embedder;
import lockpick.study.grade.critique.EmbedderConfig;
import lockpick.study.grade.critique.Threshold;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.AroundStatement;
import lockpick.study.task.TaskForm;
import lockpick.study.task.UserCache;
import org.jspecify.annotations.Nullable;

/**
 * Critiques: a wrong program is shown, and what is wrong with it is to be said. Graded by likeness to the reference (paper
 * E.2). The paper shows two solved examples first, which it does not give; we show none.
 */
public final class CritiqueForm implements TaskForm<CritiqueRecord> {

    private static final String INSTRUCTION = "What is wrong with this program? Explain its bug.";
    private static final int MAX_NEW_TOKENS = 256; // our choice; the paper does not say

    private final EmbedderConfig config;
    private @Nullable Embedder embedder; // opened when the first critique is graded

    public CritiqueForm(EmbedderConfig config) {
        this.config = config;
    }

    @Override
    public String statement(CritiqueRecord record) {
        return record.problem() + "\n\n" + record.program();
    }

    @Override
    public String reference(CritiqueRecord record) {
        return record.explanation();
    }

    @Override
    public Prompt prompt(CritiqueRecord record, Optional<String> password) {
        return Prompt.conversation(
                Message.user(AroundStatement.of(statement(record), password) + "\n\n" + INSTRUCTION));
    }

    @Override
    public Answering answering() {
        return new Answering.Written(MAX_NEW_TOKENS);
    }

    /** @throws lockpick.study.grade.critique.ThresholdMissingException if no threshold is known for the embedder */
    @Override
    public List<Grade> grade(List<CritiqueRecord> records, List<String> completions) {
        Threshold threshold = config.fitted();
        if (embedder == null) {
            embedder = config.open(System.getenv(), UserCache.folder("answers"), new Seed(0));
        }
        return new CritiqueGrader(embedder, threshold)
                .grade(IntStream.range(0, records.size())
                        .mapToObj(i ->
                                new Critique(completions.get(i), records.get(i).explanation()))
                        .toList());
    }

    @Override
    public void close() {
        if (embedder != null) {
            embedder.close();
        }
    }
}
