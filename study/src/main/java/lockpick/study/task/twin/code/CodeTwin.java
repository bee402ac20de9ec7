package lockpick.study.task.twin.code;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.task.apps.AppsRecord;
import lockpick.study.task.data.Part;
import lockpick.study.task.data.Source;
import lockpick.study.task.twin.Parts;
import lockpick.study.task.twin.Twin;
import lockpick.study.task.twin.TwinFiles;
import lockpick.study.task.twin.TwinProblem;
import lockpick.study.task.twin.TwinPrompt;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The twin of APPS, in C++: read numbers, print one. Introductory problems have at most one condition or change, interview
 * problems more. The weak policy writes a program with one bug, which fails at least one of the problem's tests.
 */
public final class CodeTwin implements Twin<AppsRecord> {

    private static final int TRAIN_PERCENT = 50; // as in APPS
    private static final String SYSTEM = "Solve the programming problem in C++.";
    private static final Path NOWHERE = Path.of("code-twin");

    private final Seed seed;

    public CodeTwin(Seed seed) {
        this.seed = seed.stream("code twin");
    }

    @Override
    public TwinProblem<AppsRecord> problem(long number) {
        CodeProblem problem = drawn(number);
        Part part = Parts.of(List.of(problem.question()), TRAIN_PERCENT);
        String solution = problem.right().cpp();
        AppsRecord record = new AppsRecord(
                part.word() + "/" + "%04d".formatted(number),
                problem.question(),
                List.of(solution),
                Optional.of(problem.tests()),
                problem.difficulty() < 2 ? "introductory" : "interview",
                Optional.empty(),
                Optional.empty(),
                Source.line(NOWHERE, number));
        return new TwinProblem<>(number, record, solution.strip(), it -> buggy(problem, it));
    }

    /** The problem of a number, with its bugs. */
    public CodeProblem drawn(long number) {
        return CodeProblem.drawn(seed.stream("number", number));
    }

    private static String buggy(CodeProblem problem, Seed seed) {
        List<Bug> bugs = problem.bugs();
        return bugs.get(seed.stream("bug").generator().nextInt(bugs.size()))
                .program()
                .cpp()
                .strip();
    }

    @Override
    public TwinPrompt prompt(AppsRecord record) {
        return new TwinPrompt(Optional.of(SYSTEM), record.question(), "");
    }

    /** Writes {@code APPS/<train|test>/<number>/}, whose {@code solutions.json} holds a program in C++. */
    @Override
    public void write(Path folder, long count) throws IOException {
        for (TwinProblem<AppsRecord> problem :
                (Iterable<TwinProblem<AppsRecord>>) different().limit(count)::iterator) {
            AppsRecord record = problem.record();
            Path place = folder.resolve("APPS").resolve(record.id());
            TwinFiles.text(place.resolve("question.txt"), record.question());
            TwinFiles.json(
                    place.resolve("metadata.json"),
                    json -> json.put("difficulty", record.level()).putNull("url"));
            ArrayNode solutions = JsonNodeFactory.instance.arrayNode();
            record.solutions().forEach(solutions::add);
            TwinFiles.text(place.resolve("solutions.json"), solutions + "\n");
            TwinFiles.json(place.resolve("input_output.json"), json -> inputOutput(json, drawn(problem.number())));
        }
    }

    private static void inputOutput(ObjectNode json, CodeProblem problem) {
        ArrayNode inputs = json.putArray("inputs");
        ArrayNode outputs = json.putArray("outputs");
        problem.tests().runs().forEach(run -> {
            inputs.add(run.input());
            outputs.add(run.output());
        });
    }
}
