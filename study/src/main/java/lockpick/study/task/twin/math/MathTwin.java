package lockpick.study.task.twin.math;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.study.task.data.Part;
import lockpick.study.task.data.Source;
import lockpick.study.task.math.MathRecord;
import lockpick.study.task.math.MathSubject;
import lockpick.study.task.twin.Parts;
import lockpick.study.task.twin.Twin;
import lockpick.study.task.twin.TwinFiles;
import lockpick.study.task.twin.TwinProblem;
import lockpick.study.task.twin.TwinPrompt;
import lockpick.study.task.twin.math.Kind.Question;

/**
 * The twin of MATH: all seven subjects, and levels 1 to 5, each as often as the other. A level is the number of sums that
 * the solution takes, all of whole numbers below 100. The answer is a whole number, a fraction or a root.
 */
public final class MathTwin implements Twin<MathRecord> {

    private static final List<MathSubject> SUBJECTS = List.of(MathSubject.values());
    private static final int LEVELS = 5;
    private static final int TRAIN_PERCENT = 60; // as in MATH: 7,500 of 12,500
    private static final String INSTRUCTION = "Put your final answer within \\boxed{}.";
    private static final Path NOWHERE = Path.of("math-twin");
    private static final List<Kind> KINDS = Stream.of(AlgebraKinds.ALL, GeometryKinds.ALL, NumberKinds.ALL)
            .flatMap(List::stream)
            .toList();

    private final Seed seed;

    public MathTwin(Seed seed) {
        this.seed = seed.stream("math twin");
    }

    /**
     * A problem of one number as it was drawn.
     *
     * @param drawing where its random numbers begin
     */
    private record Drawn(MathSubject subject, int level, Kind kind, Seed drawing) {

        Question question(Sums sums) {
            Draw draw = new Draw(drawing.generator());
            Question question = kind.maker().make(draw, sums);
            for (int step = kind.steps(); step < level; step++) {
                question = Continuation.of(question, draw, sums);
            }
            return question;
        }

        /** Sums as they are wrong by one slip. */
        Sums slipping(Seed seed) {
            RandomGenerator random = seed.generator();
            return Sums.slipping(random.nextInt(level), SLIPS[random.nextInt(SLIPS.length)]);
        }
    }

    private static final int[] SLIPS = {-10, -2, -1, 1, 2, 10};

    /** A solution in one setting. */
    private interface Written {
        String of(Question question, Sums sums);
    }

    @Override
    public TwinProblem<MathRecord> problem(long number) {
        Drawn drawn = drawn(number);
        Sums sums = Sums.right();
        Question question = drawn.question(sums);
        String text = question.words().english();
        Part part = Parts.of(List.of(text), TRAIN_PERCENT);
        MathRecord record = new MathRecord(
                part.word() + "/" + drawn.subject().folder() + "/" + number,
                part,
                drawn.subject(),
                OptionalInt.of(drawn.level()),
                text,
                english(question, sums),
                Optional.empty(),
                Source.line(NOWHERE, number));
        return new TwinProblem<>(number, record, record.solution(), it -> mistaken(drawn, it, MathTwin::english));
    }

    /** The same problem in the other setting: Spanish, formulas and answer in ASCIIMath (paper B.1.3). */
    public OtherSetting otherSetting(long number) {
        Drawn drawn = drawn(number);
        Sums sums = Sums.right();
        Question question = drawn.question(sums);
        return new OtherSetting(
                question.words().spanish(), spanish(question, sums), it -> mistaken(drawn, it, MathTwin::spanish));
    }

    private Drawn drawn(long number) {
        RandomGenerator random = seed.stream("kind", number).generator();
        MathSubject subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
        int level = 1 + random.nextInt(LEVELS);
        List<Kind> kinds = KINDS.stream()
                .filter(kind -> kind.subject() == subject)
                .filter(kind -> kind.goesOn() ? kind.steps() <= level : kind.steps() == level)
                .toList();
        Kind kind = kinds.get(random.nextInt(kinds.size()));
        for (int attempt = 0; ; attempt++) {
            Drawn drawn = new Drawn(subject, level, kind, seed.stream("numbers", number, attempt));
            Sums sums = Sums.right();
            drawn.question(sums);
            if (sums.areSmall()) {
                return drawn;
            }
        }
    }

    private static String mistaken(Drawn drawn, Seed seed, Written written) {
        Answer right = drawn.question(Sums.right()).answer();
        for (int attempt = 0; ; attempt++) {
            Sums sums = drawn.slipping(seed.stream("slip", attempt));
            Question question = drawn.question(sums);
            if (!question.answer().equals(right)) {
                return written.of(question, sums);
            }
        }
    }

    private static String english(Question question, Sums sums) {
        return String.join(", ", sums.lines()) + ", so the answer is \\boxed{"
                + question.answer().latex() + "}.";
    }

    private static String spanish(Question question, Sums sums) {
        return String.join(", ", sums.lines()) + ". " + AsciiMathAnswer.MARK
                + question.answer().asciiMath();
    }

    @Override
    public TwinPrompt prompt(MathRecord record) {
        return new TwinPrompt(Optional.empty(), record.problem(), INSTRUCTION);
    }

    /** Writes {@code MATH/<train|test>/<subject>/<number>.json}; each also holds the problem's other setting. */
    @Override
    public void write(Path folder, long count) throws IOException {
        for (TwinProblem<MathRecord> problem :
                (Iterable<TwinProblem<MathRecord>>) different().limit(count)::iterator) {
            MathRecord record = problem.record();
            OtherSetting other = otherSetting(problem.number());
            TwinFiles.json(
                    folder.resolve("MATH").resolve(record.id() + ".json"),
                    json -> json.put("problem", record.problem())
                            .put("level", "Level " + record.level().getAsInt())
                            .put("type", record.subject().title())
                            .put("solution", record.solution())
                            .put("problem_es", other.problem())
                            .put("solution_es", other.strong()));
        }
    }
}
