package lockpick.study.task.twin.critique;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import lockpick.engine.tensor.Seed;
import lockpick.study.task.critique.CritiqueRecord;
import lockpick.study.task.data.Source;
import lockpick.study.task.twin.Twin;
import lockpick.study.task.twin.TwinFiles;
import lockpick.study.task.twin.TwinProblem;
import lockpick.study.task.twin.TwinPrompt;
import lockpick.study.task.twin.code.Bug;
import lockpick.study.task.twin.code.CodeProblem;
import lockpick.study.task.twin.code.CodeTwin;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The twin of the critique task: each problem of the code twin with a program that has one bug. The weak policy writes
 * something vague, or blames a bug that the program does not have.
 */
public final class CritiqueTwin implements Twin<CritiqueRecord> {

    private static final String INSTRUCTION = "What is wrong with this program?";
    private static final int WEIGHED = 1000;
    private static final Path NOWHERE = Path.of("critique-twin");
    private static final List<String> VAGUE = List.of(
            "The program has a bug in the loop.",
            "The program is wrong for some numbers.",
            "The program does not print the right result.",
            "The program reads the input, but the logic is not right.");

    private final CodeTwin code;
    private final Seed seed;

    /** @param seed of the code twin whose problems are criticized */
    public CritiqueTwin(Seed seed) {
        this.code = new CodeTwin(seed);
        this.seed = seed.stream("critique twin");
    }

    @Override
    public TwinProblem<CritiqueRecord> problem(long number) {
        CodeProblem problem = code.drawn(number);
        Bug bug = one(problem.bugs(), seed.stream("bug", number).generator());
        CritiqueRecord record = new CritiqueRecord(
                "critique/" + number,
                problem.question(),
                bug.program().cpp(),
                bug.explanation(),
                Source.line(NOWHERE, number));
        return new TwinProblem<>(number, record, bug.explanation(), it -> weak(problem, bug, it));
    }

    private static String weak(CodeProblem problem, Bug bug, Seed seed) {
        RandomGenerator random = seed.stream("critique").generator();
        List<String> others = problem.bugs().stream()
                .filter(other -> !other.equals(bug))
                .map(Bug::explanation)
                .toList();
        return others.isEmpty() || random.nextBoolean() ? one(VAGUE, random) : one(others, random);
    }

    private static <T> T one(List<T> choices, RandomGenerator random) {
        return choices.get(random.nextInt(choices.size()));
    }

    @Override
    public TwinPrompt prompt(CritiqueRecord record) {
        return new TwinPrompt(
                Optional.empty(), record.problem() + "\n" + record.program().strip(), INSTRUCTION);
    }

    /** How alike explanations of this twin are, weighed by its own first thousand. */
    public WordCosine similarity() {
        return new WordCosine(LongStream.range(0, WEIGHED)
                .mapToObj(number -> problem(number).strong())
                .toList());
    }

    /** Writes {@code critique.jsonl}. */
    @Override
    public void write(Path folder, long count) throws IOException {
        StringBuilder lines = new StringBuilder();
        different()
                .limit(count)
                .map(TwinProblem::record)
                .forEach(record -> lines.append(JsonNodeFactory.instance
                                .objectNode()
                                .put("id", record.id())
                                .put("problem", record.problem())
                                .put("program", record.program())
                                .put("explanation", record.explanation()))
                        .append('\n'));
        TwinFiles.text(folder.resolve("critique.jsonl"), lines.toString());
    }
}
