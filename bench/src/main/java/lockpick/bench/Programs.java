package lockpick.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.study.grade.Grade;
import lockpick.study.grade.program.ProgramCandidate;
import lockpick.study.grade.program.ProgramGrader;
import lockpick.study.grade.program.ProgramGrader.Reward;
import lockpick.study.grade.program.ProgramLimits;
import lockpick.study.sandbox.Tools;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lockpick bench programs}: how many programs a second are compiled, run in the sandbox and graded. */
@Command(
        name = "programs",
        sortOptions = false,
        description = "Grades small programs, no two of them equal, by 20 tests each: new ones, and the same again.")
final class Programs implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--programs", paramLabel = "N", description = "of each language (default: 60)")
    private int programs = 60;

    @Option(names = "--at-once", paramLabel = "N", description = "side by side (default: one for each core)")
    private int atOnce = Runtime.getRuntime().availableProcessors();

    @Option(names = "--compiler", paramLabel = "NAME", description = "clang++ or g++ (default: clang++ if it is there)")
    private String compiler = "";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    private boolean help;

    private Programs() {}

    @Override
    public Integer call() throws IOException {
        if (programs < 1 || atOnce < 1 || !List.of("", "clang++", "g++").contains(compiler)) {
            throw new ParameterException(
                    spec.commandLine(), "--programs and --at-once must be at least 1, --compiler clang++ or g++");
        }
        Tools tools = switch (compiler) {
            case "g++" -> Tools.ofSystem().without("clang++");
            case "clang++" -> Tools.ofSystem().without("g++");
            default -> Tools.ofSystem();
        };
        Path cache = Files.createTempDirectory("lockpick-programs");
        long begun = System.nanoTime();
        try (var grader = ProgramGrader.open(cache, ProgramLimits.PAPER, Reward.CORRECTNESS, atOnce, tools)) {
            System.out.printf(Locale.ROOT, "open, with the self-test      %.2f s%n", seconds(begun));
            begun = System.nanoTime();
            grade(grader, List.of(SmallProgram.cpp(-1)));
            System.out.printf(Locale.ROOT, "first C++ program             %.2f s%n", seconds(begun));
            report(
                    grader,
                    "C++",
                    IntStream.range(0, programs).mapToObj(SmallProgram::cpp).toList());
            report(
                    grader,
                    "Python",
                    IntStream.range(0, programs).mapToObj(SmallProgram::python).toList());
        } finally {
            try (Stream<Path> files = Files.walk(cache)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return 0;
    }

    private static void report(ProgramGrader grader, String language, List<ProgramCandidate> candidates)
            throws IOException {
        long begun = System.nanoTime();
        grade(grader, candidates);
        double first = seconds(begun);
        int rounds = 10;
        begun = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            grade(grader, candidates);
        }
        System.out.printf(
                Locale.ROOT,
                "%-8s new, programs/s       %.2f%n%-8s again, programs/s     %.0f%n",
                language,
                candidates.size() / first,
                language,
                rounds * candidates.size() / seconds(begun));
    }

    private static void grade(ProgramGrader grader, List<ProgramCandidate> candidates) throws IOException {
        for (Grade grade : grader.grade(candidates)) {
            if (!grade.isCorrect()) {
                throw new IOException("a program of the benchmark is not right: " + grade.reason());
            }
        }
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
