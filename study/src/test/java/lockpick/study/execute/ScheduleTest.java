package lockpick.study.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lockpick.study.experiment.DeviceKind;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.RunKey;
import lockpick.study.experiment.Runs;
import lockpick.study.task.CompositionConfig;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private final PlannedRun strong = run('a', 10);
    private final PlannedRun lock = run('b', 5, strong);
    private final PlannedRun scratch = run('c', 1);
    private final PlannedRun sft = run('d', 1, lock);

    @Test
    void inputsGoBeforeWhatNeedsThemAndTheLongestWayGoesFirst() throws InterruptedException {
        Schedule schedule = new Schedule(List.of(scratch, strong, lock, sft), Set.of());
        // Way to go: strong 10 + 5 + 1 = 16, scratch 1.
        assertThat(drain(schedule)).containsExactly(strong, lock, scratch, sft);
        assertThat(schedule.outcome().complete()).isTrue();
    }

    @Test
    void finishedRunsAreNotHandedOut() throws InterruptedException {
        Schedule schedule = new Schedule(List.of(strong, lock, sft), Set.of(strong.key(), lock.key()));
        assertThat(drain(schedule)).containsExactly(sft);
    }

    @Test
    void aRunThatAnotherProcessComputesIsLookedForWhenThereIsNothingElse() throws InterruptedException {
        Schedule schedule = new Schedule(List.of(strong, lock, scratch), Set.of(), 1);
        assertThat(take(schedule)).isEqualTo(strong);
        assertThat(schedule.elsewhere(strong)).as("for the first time").isTrue();
        assertThat(take(schedule)).isEqualTo(scratch);
        schedule.finish(scratch);
        assertThat(take(schedule)).isEqualTo(strong);
        assertThat(schedule.elsewhere(strong)).isFalse();
        assertThat(take(schedule)).isEqualTo(strong);
        assertThat(schedule.attempts(strong)).as("none of these was in vain").isOne();
        schedule.found(strong);
        assertThat(drain(schedule)).containsExactly(lock);
        assertThat(schedule.outcome().computed()).containsExactly(scratch, lock);
        assertThat(schedule.outcome().complete()).isTrue();
    }

    @Test
    void aFailedRunTakesWithItOnlyWhatNeedsIt() throws InterruptedException {
        Schedule schedule = new Schedule(List.of(strong, lock, scratch, sft), Set.of());
        schedule.fail(new Outcome.Failure(take(schedule), "it broke", Path.of("log")));
        assertThat(drain(schedule)).containsExactly(scratch);
        Outcome outcome = schedule.outcome();
        assertThat(outcome.failed()).extracting(Outcome.Failure::run).containsExactly(strong);
        assertThat(outcome.skipped()).containsExactly(lock, sft);
        assertThat(outcome.complete()).isFalse();
    }

    @Test
    void whatIsJudgedByARunWaitsForItsEndWhateverThatIs() throws InterruptedException {
        PlannedRun judged = run(new RunKey("e".repeat(64)), 1, List.of(strong.key()), List.of(scratch.key()));
        List<PlannedRun> all = List.of(strong, scratch, judged);
        // Way to go: strong 10 + 1, scratch 1 + 1.
        assertThat(drain(new Schedule(all, Set.of()))).containsExactly(strong, scratch, judged);

        Schedule schedule = new Schedule(all, Set.of(strong.key()));
        schedule.fail(new Outcome.Failure(take(schedule), "it broke", Path.of("log")));
        assertThat(drain(schedule)).containsExactly(judged);
        assertThat(schedule.outcome().skipped()).isEmpty();

        assertThat(drain(new Schedule(List.of(strong, judged), Set.of()))).containsExactly(strong, judged);
    }

    @Test
    void anInputFoundDamagedIsComputedBeforeTheRunThatFoundIt() throws InterruptedException {
        Schedule schedule = new Schedule(List.of(strong, lock), Set.of(strong.key()));
        schedule.againAfter(take(schedule), strong.key());
        assertThat(drain(schedule)).containsExactly(strong, lock);
        assertThat(schedule.attempts(lock)).isEqualTo(2);
    }

    @Test
    void afterAStopNothingIsHandedOutAndTheOutcomeSaysWhy() throws InterruptedException {
        Schedule schedule = new Schedule(List.of(strong, lock), Set.of());
        schedule.finish(take(schedule));
        schedule.stop("the disk is full");
        assertThat(schedule.take()).isEmpty();
        assertThat(schedule.outcome().stopped()).contains("the disk is full");
        assertThat(schedule.outcome().notBegun()).containsExactly(lock);
    }

    @Test
    void oneWhoWaitsGetsTheRunThatAnotherMakesReady() throws InterruptedException {
        Schedule schedule = new Schedule(List.of(strong, lock), Set.of());
        PlannedRun first = take(schedule);
        List<Optional<PlannedRun>> taken = new ArrayList<>();
        Thread waiting = new Thread(() -> {
            try {
                taken.add(schedule.take());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.start();
        schedule.finish(first);
        waiting.join(10_000);
        assertThat(taken).containsExactly(Optional.of(lock));
    }

    private static List<PlannedRun> drain(Schedule schedule) throws InterruptedException {
        List<PlannedRun> order = new ArrayList<>();
        Optional<PlannedRun> next;
        while ((next = schedule.take()).isPresent()) {
            order.add(next.get());
            schedule.finish(next.get());
        }
        return order;
    }

    private static PlannedRun take(Schedule schedule) throws InterruptedException {
        return schedule.take().orElseThrow();
    }

    static PlannedRun run(char digit, double weight, PlannedRun... needs) {
        RunKey key = new RunKey(String.valueOf(digit).repeat(64));
        List<RunKey> inputs = Arrays.stream(needs).map(PlannedRun::key).toList();
        return run(key, weight, inputs, List.of());
    }

    private static PlannedRun run(RunKey key, double weight, List<RunKey> needs, List<RunKey> after) {
        return new PlannedRun(
                key, "strong-" + key.shortForm(), SETTINGS, DeviceKind.CPU, needs, after, Map.of(), weight);
    }

    /** What a schedule never looks at. */
    private static final Run SETTINGS = Runs.weak(
            new CompositionConfig(8, 4, List.of(CompositionConfig.FunctionFamily.DIGIT_BIJECTIONS), 0, 10, 10), 0);
}
