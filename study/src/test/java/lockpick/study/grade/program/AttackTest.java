package lockpick.study.grade.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lockpick.study.grade.Grade;
import lockpick.study.grade.program.ProgramGrader.Reward;
import lockpick.study.grade.program.ProgramTests.InputOutput;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that attack the machine, the sandbox or its verdicts are held, and harm nobody beside or after them. */
class AttackTest {

    private static final ProgramLimits SHORT = new ProgramLimits(500, 500, 500, 512L << 20, 3_000, 1L << 30);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Map<String, Grade> GRADES = new LinkedHashMap<>();
    private static final List<Grade> BYSTANDERS = new ArrayList<>();
    private static Duration taken;

    /** Two at a time, an innocent program after each of them. */
    @BeforeAll
    static void attack() throws IOException {
        List<ProgramCandidate> candidates = new ArrayList<>();
        for (Attack attack : attacks()) {
            candidates.add(attack.candidate());
            candidates.add(bystander(candidates.size()));
        }
        long begun = System.nanoTime();
        try (var grader = ProgramGrader.open(WarmCache.withoutGrades(), SHORT, Reward.SHARE_OF_TESTS, 2)) {
            List<Grade> grades = grader.grade(candidates);
            for (int i = 0; i < grades.size(); i += 2) {
                GRADES.put(attacks().get(i / 2).toString(), grades.get(i));
                BYSTANDERS.add(grades.get(i + 1));
            }
        }
        taken = Duration.ofNanos(System.nanoTime() - begun);
    }

    private static ProgramCandidate bystander(int number) {
        var echo = new InputOutput.Run(number + "\n", number + "\n");
        return new ProgramCandidate(new Program.Python("print(input())"), new InputOutput(List.of(echo)));
    }

    static List<Attack> attacks() throws IOException {
        return Attack.all();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void isHeld(Attack attack) {
        Grade grade = GRADES.get(attack.toString());
        assertThat(grade.reason()).startsWith(attack.reason());
        if (grade.reason().startsWith("test 1: ") && !attack.isWhole()) {
            assertThat(grade.reward()).as("its second test is not touched").isEqualTo(0.5);
        }
    }

    @Test
    void programsBesideAndAfterAnAttackAreNotTouched() {
        assertThat(BYSTANDERS).allMatch(Grade::isCorrect).hasSizeGreaterThan(60);
    }

    @Test
    void allOfThemEndInTime() {
        assertThat(taken).isLessThan(LONGEST);
    }

    @Test
    void nothingIsLeftRunning() throws IOException {
        assertThat(ProcessHandle.current().descendants()).isEmpty();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            assertThat(processes.filter(AttackTest::runsInASandbox)).isEmpty();
        }
    }

    /** By the user id, of which every process that grades has 128 of its own. */
    private static boolean runsInASandbox(Path process) {
        long first = 0x7000_0000L + ProcessHandle.current().pid() % (1 << 21) * 128;
        try {
            int uid = (int) Files.getAttribute(process, "unix:uid");
            return process.getFileName().toString().matches("\\d+") && uid >= first && uid < first + 128;
        } catch (IOException e) {
            return false; // it has ended meanwhile
        }
    }
}
