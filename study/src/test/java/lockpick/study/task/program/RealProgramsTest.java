package lockpick.study.task.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import lockpick.study.grade.Grade;
import lockpick.study.grade.Verdict;
import lockpick.study.grade.program.ProgramGrader;
import lockpick.study.grade.program.ProgramGrader.Reward;
import lockpick.study.grade.program.ProgramLimits;
import lockpick.study.grade.program.WarmCache;
import lockpick.study.task.program.RecordedPrograms.Recorded;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our verdicts on programs of the data sets are those on record, but for the ones that docs/tasks/program-grading.md
 * explains. Needs the data as {@link lockpick.study.task.RealDataTest} does; a sample always, all of it as slow tests.
 */
class RealProgramsTest {

    private static final Path DATA = Optional.ofNullable(System.getenv("LOCKPICK_DATA"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("lockpick.home", "."))
                    .toAbsolutePath()
                    .resolveSibling("shared")
                    .resolve("data"));

    /** Of each list, every so many-th program is in the sample. */
    private static final int STEP = 37;

    /** Programs whose verdict on record is not ours, as the first words of their names; the page says why. */
    private static final Set<String> EXPLAINED = Set.of(
            "humaneval_codegen16b:220 ",
            "humaneval_codegen16b:222 ",
            "humaneval_codegen16b:224 ",
            "humaneval_codegen16b:318 ",
            "mbxp_cpp_completions:298 ",
            "mbxp_cpp_completions:306 ",
            "mbxp_cpp_completions:410 ",
            "humaneval-x_cpp.jsonl CPP/22 ",
            "humaneval-x_cpp.jsonl CPP/137 ",
            "humaneval-x_cpp.jsonl CPP/162 ",
            "humanevalpack_cpp.jsonl CPP/22 ",
            "humanevalpack_cpp.jsonl CPP/137 ",
            "humanevalpack_cpp.jsonl CPP/162 ",
            "mbcpp_release_v1.2.jsonl MBCPP/340 ",
            "mbpp_release_v1.jsonl MBPP/64 ",
            "mbpp_release_v1.jsonl MBPP/160 ",
            "mbpp_release_v1.jsonl MBPP/341 ",
            "mbpp_release_v1.jsonl MBPP/601 ",
            "mbpp_release_v1.jsonl MBPP/642 ");

    private static final double AGREEMENT = 0.99; // of each file; of all together 0.995

    private static ProgramGrader grader;

    @BeforeAll
    static void open() throws IOException {
        assumeTrue(Files.isDirectory(DATA), "no data sets in " + DATA);
        grader = ProgramGrader.open(WarmCache.withoutGrades(), ProgramLimits.PAPER, Reward.CORRECTNESS, 2);
    }

    @AfterAll
    static void close() {
        if (grader != null) {
            grader.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "references",
                "buggy",
                "apps",
                "mbpp_gpt4",
                "humaneval_openai_models",
                "humaneval_codegen16b",
                "mbxp_cpp_completions",
                "mbxp_py_completions"
            })
    void aSampleHasTheVerdictsOnRecord(String list) throws IOException {
        List<Recorded> all = of(list);
        List<Recorded> sample = IntStream.iterate(0, i -> i < all.size(), i -> i + STEP)
                .mapToObj(all::get)
                .toList();
        assertThat(disagreements(sample)).isEmpty();
    }

    @Test
    @Tag("slow")
    void everyReferencePasses() throws IOException {
        assertThat(disagreements(of("references"))).isEmpty();
    }

    @Test
    @Tag("slow")
    void noProgramWithAKnownBugPasses() throws IOException {
        assertThat(disagreements(of("buggy"))).isEmpty();
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(
            strings = {
                "apps",
                "mbpp_gpt4",
                "humaneval_openai_models",
                "humaneval_codegen16b",
                "mbxp_cpp_completions",
                "mbxp_py_completions"
            })
    void completionsOfModelsHaveTheVerdictsOnRecord(String list) throws IOException {
        List<Recorded> all = of(list);
        assertThat(disagreements(all)).isEmpty();
        long explained = all.stream().filter(RealProgramsTest::isExplained).count();
        assertThat(1 - (double) explained / all.size()).isGreaterThan(AGREEMENT);
    }

    private static List<Recorded> of(String list) throws IOException {
        var recorded = new RecordedPrograms(DATA);
        return switch (list) {
            case "references" -> recorded.references();
            case "buggy" -> recorded.buggy();
            case "apps" -> recorded.apps();
            default -> recorded.completions(list);
        };
    }

    private static List<String> disagreements(List<Recorded> programs) throws IOException {
        List<Grade> grades =
                grader.grade(programs.stream().map(Recorded::candidate).toList());
        List<String> disagreements = new ArrayList<>();
        for (int i = 0; i < grades.size(); i++) {
            Recorded program = programs.get(i);
            Verdict expected = program.passed() ? Verdict.CORRECT : Verdict.INCORRECT;
            if (grades.get(i).verdict() != expected && !isExplained(program)) {
                disagreements.add(program.name() + " is " + expected + " on record: " + grades.get(i));
            }
        }
        return disagreements;
    }

    private static boolean isExplained(Recorded program) {
        return EXPLAINED.stream().anyMatch((program.name() + " ")::startsWith);
    }
}
