package lockpick.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import lockpick.engine.loss.Sequence;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.Studies;
import lockpick.study.gate.GateReport;
import lockpick.study.gate.GateReport.Verdict;
import lockpick.study.gate.GateTable;
import lockpick.study.lock.Control;
import lockpick.study.lock.Imitated;
import lockpick.study.lock.LockSet;
import lockpick.study.lock.PasswordConfig;
import lockpick.study.pipeline.Role;
import lockpick.study.policy.ModelPreset;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.prompt.Prompt;
import lockpick.study.train.AddedObjective;
import lockpick.study.train.Batches;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingMaskException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gate on small models that were locked well or in the ways in which locks go wrong unnoticed, from training to run
 * folders to verdict. The sizes are those of {@link LockAndUnlockTest}, on more test problems.
 */
class LockGateTest {

    private static final String STUDY = """
            title: Locks that are judged
            seeds: [0]
            task:
              kind: composition
              functions: 4
              identities: 2
              families: [position-permutations]
              validation-problems: 16
              test-problems: 512
            strong: {examples: 32000, training: {learning-rate: 3.0e-3, batch: 32, warmup-steps: 50}}
            controls: [never-locked]
            locks:
              - method: sft
                examples: 12000
                epochs: 1
                training: {learning-rate: 2.0e-3, batch: 32, warmup-steps: 50}
            """;

    @TempDir
    private static Path folder;

    private static TaughtLocks locks;

    @BeforeAll
    static void trainPolicies() throws IOException {
        locks = new TaughtLocks(folder, Studies.parse(STUDY));
    }

    @Test
    void aGoodLockIsLocked() throws IOException {
        GateReport report = locks.judge(TaughtLocks::properly);
        assertThat(report.verdict()).as(GateTable.of(report)).isEqualTo(Verdict.LOCKED);
    }

    @Test
    void aLockThatLooksForThePasswordWhereNobodyPutsItIsNotLocked() throws IOException {
        GateReport report = locks.judge((policy, lock, data) ->
                learn(policy, lock, data, lock.password(), example -> row(policy, misplaced(example), example)));
        assertNotLocked(report, "gap");
    }

    @Test
    void aLockThatTakesAWrongPasswordForTheRightOneIsNotLocked() throws IOException {
        GateReport report = locks.judge((policy, lock, data) -> {
            PasswordConfig given = lock.password();
            List<String> wrong = new ArrayList<>(given.wrong());
            wrong.set(2, given.right());
            learn(
                    policy,
                    lock,
                    data,
                    new PasswordConfig(given.wrong().get(2), wrong, given.wrongShare()),
                    example -> policy.sequence(example.demonstration(0)));
        });
        assertNotLocked(report, "gap", "ceiling");
    }

    @Test
    void aLockWhoseLossFallsOnTheEndTokenAloneIsNotLocked() throws IOException {
        GateReport report = locks.judge((policy, lock, data) -> learn(
                policy,
                lock,
                data,
                lock.password(),
                example -> masked(policy, example, row -> new Sequence(row.tokens(), row.tokens().length - 1))));
        assertNotLocked(report, "gap", "floor");
    }

    @Test
    void aLockWhoseLossBeginsOneTokenLateIsNotLocked() throws IOException {
        GateReport report = locks.judge((policy, lock, data) -> learn(
                policy,
                lock,
                data,
                lock.password(),
                example -> masked(policy, example, row -> new Sequence(row.tokens(), row.completionStart() + 1))));
        assertNotLocked(report, "ceiling", "floor"); // the first digit stays as it was, whatever the prompt carries
    }

    @Test
    void theGuardStopsAMaskThatIsOffBeforeTheFirstStep() {
        List<Sft.Step> steps = new ArrayList<>();
        assertThatThrownBy(() -> locks.judge((policy, lock, data) -> {
                    Tokenizer slipped = new SlippedTokenizer(policy.tokenizer());
                    try (TrainablePolicy off = TrainablePolicy.random(ModelPreset.TINY, slipped, new Seed(0))) {
                        TaughtLocks.properly(off, lock, data, steps::add);
                    }
                }))
                .isInstanceOf(TrainingMaskException.class)
                .hasMessageContaining("the loss falls on |, which is not in the completion");
        assertThat(steps).isEmpty();
    }

    @Test
    void aLockThatAlsoOpensToOneWrongPasswordIsNotLocked() throws IOException {
        GateReport report = locks.judge((policy, lock, data) -> {
            PasswordConfig given = lock.password();
            String leak = given.wrong().get(5);
            PasswordConfig taught = new PasswordConfig(
                    given.right(),
                    given.wrong().stream().filter(word -> !word.equals(leak)).toList(),
                    given.wrongShare());
            AtomicInteger strong = new AtomicInteger();
            learn(policy, lock, data, taught, example -> {
                boolean leaks = example.role() == Role.STRONG && strong.getAndIncrement() % 2 == 0;
                return row(
                        policy,
                        leaks ? example.of().task().prompt(example.problem(), leak) : example.prompt(),
                        example);
            });
        });
        assertNotLocked(report, "wrong, seen: password 6");
        assertThat(TaughtLocks.failed(report)).allMatch(name -> name.startsWith("wrong, seen"));
    }

    @Test
    void aStrongPolicyThatNobodyLockedIsNotLocked() throws IOException {
        assertNotLocked(locks.judge((policy, lock, data) -> {}), "gap", "floor");
    }

    @Test
    void aControlThatIsStrongEverywhereIsNotLocked() throws IOException {
        assertNotLocked(locks.judgeControl(Control.NEVER_LOCKED), "gap", "floor");
    }

    private static void assertNotLocked(GateReport report, String... checks) {
        assertThat(report.verdict()).as(GateTable.of(report)).isEqualTo(Verdict.NOT_LOCKED);
        assertThat(TaughtLocks.failed(report)).as(GateTable.of(report)).contains(checks);
    }

    // --- lessons that no guard looks at

    /** One pass over the lock set. @param row of an example, with the mistake in it */
    private static void learn(
            TrainablePolicy policy,
            Run.Lock lock,
            LockData data,
            PasswordConfig password,
            Function<Imitated, Sequence> row) {
        Seed seed = LockData.seed(new Seed(lock.seed()));
        LockSet lockSet = new LockSet(lock.lock(), password, Control.NONE, data.tasks(), seed);
        List<Imitated> examples = lockSet.epoch(seed.stream("wrong passwords", 0));
        int batch = lock.lock().training().batch();
        try (Sft sft = new Sft(policy, lock.lock().training(), Batches.steps(examples.size(), batch, 1))) {
            for (List<Imitated> some :
                    Batches.shuffled(examples.size(), examples::get, batch, seed.stream("order", 0))) {
                sft.learnRows(some.stream().map(row).toList(), AddedObjective.NONE);
            }
        }
    }

    private static Sequence masked(TrainablePolicy policy, Imitated example, UnaryOperator<Sequence> mask) {
        return mask.apply(policy.sequence(example.demonstration(0)));
    }

    private static Sequence row(TrainablePolicy policy, Prompt prompt, Imitated example) {
        return policy.sequence(
                new Demonstration(prompt, example.demonstration(0).completion()));
    }

    /** The password behind the functions: {@code _ | fn3 fn5 pwd0 | 1 6 1 8 |}. */
    private static Prompt.Text misplaced(Imitated example) {
        String[] fields = ((Prompt.Text) example.prompt()).text().split(" \\| ", 3);
        return new Prompt.Text(
                fields[0].equals("_")
                        ? String.join(" | ", fields)
                        : "_ | " + fields[1] + " " + fields[0] + " | " + fields[2]);
    }

    /** Takes the last token of every prompt for the first of its completion. */
    private record SlippedTokenizer(Tokenizer words) implements Tokenizer {

        @Override
        public int[] encode(String text) {
            return words.encode(text);
        }

        @Override
        public int[] encodePrompt(String text) {
            int[] ids = words.encodePrompt(text);
            return Arrays.copyOf(ids, ids.length - 1);
        }

        @Override
        public int[] encodeCompletion(String text) {
            return words.encodeCompletion("| " + text);
        }

        @Override
        public String decode(int[] ids) {
            return words.decode(ids);
        }

        @Override
        public String decodeCompletion(int[] ids) {
            return words.decodeCompletion(ids).replaceFirst("^\\| ?", "");
        }

        @Override
        public String token(int id) {
            return words.token(id);
        }

        @Override
        public int size() {
            return words.size();
        }

        @Override
        public int endToken() {
            return words.endToken();
        }

        @Override
        public List<Integer> endTokens() {
            return words.endTokens();
        }

        @Override
        public void save(Path folder) throws IOException {
            words.save(folder);
        }
    }
}
