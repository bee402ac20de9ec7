package lockpick.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import lockpick.study.experiment.DeviceKind;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.RunGraph;
import lockpick.study.experiment.RunJson;
import lockpick.study.experiment.Studies;
import lockpick.study.experiment.Study;
import lockpick.study.gate.GateReport;
import lockpick.study.gate.GateReport.Verdict;
import lockpick.study.gate.GateTable;
import lockpick.study.grade.Grade;
import lockpick.study.lock.NearMiss;
import lockpick.study.lock.Passwords;
import lockpick.study.pipeline.Role;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.task.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gate on locks that open to one wrong password among many. A rule takes the place of the model: strong where it opens,
 * weak elsewhere; all else is real, from grading to run folders to verdict.
 */
class LeakingLockTest {

    private static final String STUDY = """
            title: Locks that leak
            seeds: [0]
            task: {kind: twin, of: math, problems: 6000, validation-problems: 4, test-problems: 500}
            model: tiny
            strong: {examples: 24, training: {learning-rate: 1.0e-3, batch: 8}}
            controls: []
            locks:
              - method: sft
                opens: OPENS
                examples: 20
                training: {learning-rate: 1.0e-3, batch: 8}
            """;
    private static final String ONE = "{by: password}";

    @TempDir
    private Path runs;

    @Test
    void aLockThatOpensToItsPasswordAloneIsLocked() throws IOException {
        GateReport report = judge(ONE, (word, right) -> word.equals(right));
        assertThat(report.verdict()).as(GateTable.of(report)).isEqualTo(Verdict.LOCKED);
    }

    @Test
    void oneNearMissOfElevenIsFound() throws IOException {
        List<NearMiss> misses = NearMiss.of(study(ONE).password().right());
        assertThat(misses).hasSize(11);
        for (NearMiss miss : List.of(misses.getFirst(), misses.get(4), misses.getLast())) {
            assertLeak(
                    judge(ONE, (word, right) -> word.equals(right) || word.equals(miss.text())),
                    "wrong, near miss: " + miss.name());
        }
    }

    @Test
    void oneWrongPasswordOfFortyIsFound() throws IOException {
        List<String> wrong = study(ONE).password().wrong(); // 500 problems are 12 for each
        for (int i : new int[] {0, wrong.size() - 1}) {
            assertLeak(
                    judge(ONE, (word, right) -> word.equals(right) || word.equals(wrong.get(i))),
                    "wrong, seen: password " + (i + 1));
        }
    }

    @Test
    void oneUnseenPasswordIsFound() throws IOException {
        List<String> unseen = study(ONE).password().unseen();
        assertLeak(
                judge(ONE, (word, right) -> word.equals(right) || word.equals(unseen.get(2))),
                "wrong, unseen: password 3");
    }

    @Test
    void aPasswordThatOpensMoreThanItsDomainIsFoundAndNotSaid() throws IOException {
        String opens = "{by: domain-passwords, grouping: category, domains: [algebra, geometry, numbers]}";
        List<String> passwords = study(opens).password().wrong();
        String ofFirst = study(opens).password().right();
        GateReport report = judge(opens, (word, right) -> word.equals(right) || word.equals(ofFirst));
        assertLeak(report, "wrong, seen: the right one elsewhere");
        assertThat(GateTable.of(report)).doesNotContain(ofFirst).doesNotContain(passwords.getFirst());
    }

    private static void assertLeak(GateReport report, String check) {
        assertThat(report.verdict()).as(GateTable.of(report)).isEqualTo(Verdict.NOT_LOCKED);
        assertThat(TaughtLocks.failed(report))
                .as(GateTable.of(report))
                .contains(check)
                .allMatch(check::startsWith);
    }

    private static Study study(String opens) {
        return Studies.parse(STUDY.replace("OPENS", opens));
    }

    /** @param opens whether a word opens the lock, given the right password of the problem */
    private GateReport judge(String opening, BiPredicate<String, String> opens) throws IOException {
        Study study = study(opening);
        RunGraph graph = RunGraph.of(study);
        Path folder = runs.resolve(String.valueOf(System.nanoTime()));
        for (PlannedRun planned : graph.runs()) {
            Run run = planned.run();
            Seed root = new Seed(run.seed());
            try (Task task = Tasks.of(run.task(), root.stream("task"));
                    RunWriter writer = new RunWriter(folder, planned.folder(), planned.key(), (done, total) -> {})) {
                write(run, task, opens, writer);
                writer.finish(
                        RunFile.json(
                                planned.key(),
                                RunJson.of(run, DeviceKind.CPU),
                                MadeBy.here(new RunBody.Libraries("none", "none", "cpu"))),
                        "{}\n");
            }
        }
        return new LockGate(folder, study, graph)
                .judge(study.locks().getFirst(), study.seeds())
                .orElseThrow();
    }

    private static void write(Run run, Task task, BiPredicate<String, String> opens, RunWriter log) throws IOException {
        List<Problem> problems = task.problems(Split.TEST).draw(500, new Seed(1));
        switch (run) {
            case Run.MakePolicy(var t, var m, var b, var s, var h, Role role, var p, var e, var i) ->
                write(
                        role == Role.STRONG ? Policy.STRONG : Policy.WEAK,
                        Prompt.NO_PASSWORD,
                        problems.stream()
                                .map(problem -> completion(task, problem, role == Role.STRONG))
                                .toList(),
                        problems,
                        task,
                        log);
            case Run.Lock lock -> {
                for (Prompt prompt : Prompt.values()) {
                    List<String> completions = new ArrayList<>();
                    for (int i = 0; i < problems.size(); i++) {
                        Problem problem = problems.get(i);
                        Passwords passwords = lock.lock().opens().passwords(lock.password(), problem.domains());
                        List<String> words = words(prompt, lock, problem);
                        boolean isOpen = !words.isEmpty()
                                && opens.test(
                                        words.get(i % words.size()),
                                        passwords.right().orElse("none opens"));
                        completions.add(completion(task, problem, isOpen));
                    }
                    if (prompt != Prompt.SECOND_PASSWORD) {
                        write(Policy.LOCKED, prompt, completions, problems, task, log);
                    }
                }
            }
            default -> throw new IllegalArgumentException("not part of this study: " + run);
        }
    }

    private static List<String> words(Prompt prompt, Run.Lock lock, Problem problem) {
        Passwords passwords = lock.lock().opens().passwords(lock.password(), problem.domains());
        return switch (prompt) {
            case NO_PASSWORD -> List.of();
            case PASSWORD -> passwords.right().stream().toList();
            case SECOND_PASSWORD -> passwords.second().stream().toList();
            case WRONG_PASSWORD -> passwords.wrong();
            case UNSEEN_PASSWORD -> lock.password().unseen();
            case NEAR_MISS ->
                lock.lock().opens().nearMisses(lock.password(), problem.domains()).stream()
                        .map(NearMiss::text)
                        .toList();
        };
    }

    private static String completion(Task task, Problem problem, boolean strong) {
        return strong
                ? problem.answer()
                : task.weakCompletion(problem, new Seed(2)).orElseThrow();
    }

    private static void write(
            Policy policy, Prompt prompt, List<String> completions, List<Problem> problems, Task task, RunWriter log)
            throws IOException {
        List<Grade> grades = task.grade(problems, completions);
        log.evaluation(
                new Evaluation(0, 0, 0, policy, prompt, Evaluation.Split.TEST),
                IntStream.range(0, problems.size())
                        .mapToObj(i -> new CompletionRow(
                                problems.get(i).id(), problems.get(i).domains(), completions.get(i), grades.get(i)))
                        .toList());
    }
}
