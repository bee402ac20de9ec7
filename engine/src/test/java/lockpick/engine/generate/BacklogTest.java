package lockpick.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lockpick.engine.generate.Backlog.Batch;
import lockpick.engine.generate.Backlog.Waiting;
import lockpick.engine.generate.Generator.Request;
import lockpick.engine.tensor.Seed;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final int SLOTS = 16; // so 4 prompts of a few tokens are read together

    private final Backlog backlog = new Backlog();
    private final List<Waiting> added = new ArrayList<>();

    @Test
    void asManyDifferentPromptsAsAreReadTogetherAreTaken() {
        add(1, 2, 3, 4, 5);

        assertThat(places(take(SLOTS, 1))).containsExactly(0, 1, 2, 3);
        assertThat(places(take(SLOTS, 1))).containsExactly(4);
        assertThat(backlog.take(SLOTS, SLOTS, 1)).isEmpty();
        assertThat(backlog.isEmpty()).isTrue();
    }

    @Test
    void equalPromptsAreTakenTogetherAsFarAsSlotsAreFree() {
        add(1, 2, 1, 1, 2, 1, 3);

        assertThat(places(take(5, 1))).containsExactly(0, 2, 3, 5, 1);
        assertThat(places(take(5, 1))).containsExactly(4, 6);
    }

    @Test
    void nothingIsTakenUntilAGroupFits() {
        add(1);

        assertThat(backlog.take(3, SLOTS, 1)).isEmpty();
        assertThat(places(take(4, 1))).containsExactly(0);
    }

    @Test
    void threadsLeaveEachOtherTheirShareOfAPromptsSamples() {
        add(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

        assertThat(take(SLOTS, 2).requests()).hasSize(6);
        assertThat(take(SLOTS, 2).requests()).hasSize(4); // a group's worth at least
        assertThat(take(SLOTS, 2).requests()).hasSize(2);
    }

    @Test
    void promptsOfOtherLengthsOrBeginningsAreNotReadTogether() {
        add(new Request(new int[] {1, 2, 3}, new Seed(0)));
        add(new Request(new int[] {1, 2, 3, 4}, new Seed(0)));
        add(new Request(new int[] {1, 2, 3}, 1, new Seed(0)));
        add(new Request(new int[] {2, 2, 3}, new Seed(0)));

        assertThat(places(take(SLOTS, 1))).containsExactly(0, 3);
        assertThat(places(take(SLOTS, 1))).containsExactly(1);
        assertThat(places(take(SLOTS, 1))).containsExactly(2);
    }

    /** Requests with a prompt of three such tokens each. */
    private void add(int... tokens) {
        Arrays.stream(tokens).forEach(token -> add(new Request(new int[] {token, token, token}, new Seed(0))));
    }

    private void add(Request request) {
        Waiting waiting = new Waiting(request, 8, generated -> {});
        added.add(waiting);
        backlog.add(Prefill.of(request, 8, 64), waiting);
    }

    private Batch take(int free, int threads) {
        return backlog.take(free, SLOTS, threads).orElseThrow();
    }

    private List<Integer> places(Batch batch) {
        return batch.requests().stream().map(added::indexOf).toList();
    }
}
