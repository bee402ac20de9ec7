package lockpick.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lockpick.engine.generate.Generator.Request;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.tensor.Seed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OpenBatchTest {

    private static final int NEW_TOKENS = 10;
    private static final Decoder MODEL = Decoder.random(GptNeoX.pythia(2, 32, 2, 50, 64), new Seed(11));
    private static final Generator GENERATOR = new Generator(MODEL, 8, Stopping.at(7));
    private static final Sampling SAMPLING = new Sampling(1, 0, 1, NEW_TOKENS).withLogProbs();

    @AfterAll
    static void closeModel() {
        MODEL.close();
    }

    /** What one listener hears. */
    private static final class Heard implements Listener {

        private final List<ScoredToken> tokens = new ArrayList<>();
        private final List<Generated> results = new ArrayList<>();
        private int wanted = Integer.MAX_VALUE;

        @Override
        public void wrote(ScoredToken token) {
            tokens.add(token);
        }

        @Override
        public void over(Generated generated) {
            results.add(generated);
        }

        @Override
        public boolean isWanted() {
            return tokens.size() < wanted;
        }
    }

    private static Request request(int number) {
        return new Request(new int[] {number % 50, 3, number % 7}, new Seed(number));
    }

    private static OpenBatch open(int likeliest) {
        return GENERATOR.open(GENERATOR.capacity(3 + NEW_TOKENS), SAMPLING, likeliest);
    }

    private static Heard added(OpenBatch batch, int number) {
        Heard heard = new Heard();
        batch.add(request(number), NEW_TOKENS, heard);
        return heard;
    }

    private static void assertAsAlone(Heard heard, int number) {
        Generated alone = GENERATOR.generate(List.of(request(number)), SAMPLING).getFirst();
        assertThat(heard.results).singleElement().satisfies(result -> {
            assertThat(result.tokens()).isEqualTo(alone.tokens());
            assertThat(result.logProbs()).isEqualTo(alone.logProbs());
            assertThat(result.stop()).isEqualTo(alone.stop());
        });
    }

    @Test
    void completionsAreThoseOfARequestAlone() {
        OpenBatch batch = open(0);
        List<Heard> heard =
                IntStream.range(0, 30).mapToObj(number -> added(batch, number)).toList();
        batch.work(1);

        assertThat(batch.hasWaiting()).isFalse();
        IntStream.range(0, 30).forEach(number -> assertAsAlone(heard.get(number), number));
    }

    @Test
    void whoComesWhileOthersAreWrittenJoinsThem() {
        OpenBatch batch = open(0);
        List<Heard> late = new ArrayList<>();
        batch.add(request(1), NEW_TOKENS, new Listener() {
            @Override
            public void over(Generated generated) {}

            @Override
            public void wrote(ScoredToken token) {
                if (late.isEmpty()) {
                    late.add(added(batch, 2));
                }
            }
        });
        batch.work(1);

        assertAsAlone(late.getFirst(), 2);
    }

    @Test
    void aListenerHearsEachTokenWithTheLikeliestBesideIt() {
        OpenBatch batch = open(50);
        Heard heard = added(batch, 4);
        batch.work(1);

        assertThat(heard.tokens).hasSize(heard.results.getFirst().logProbs().length);
        for (int i = 0; i < heard.tokens.size(); i++) {
            ScoredToken token = heard.tokens.get(i);
            assertThat(token.logProb()).isEqualTo(heard.results.getFirst().logProbs()[i]);
            int rank = IntStream.range(0, 50)
                    .filter(place -> token.likeliest()[place] == token.token())
                    .findFirst()
                    .orElseThrow();
            assertThat(token.logProbs()[rank]).isEqualTo(token.logProb()); // not nearly: the same bits
            assertThat(IntStream.range(1, 50))
                    .allMatch(place -> token.logProbs()[place] <= token.logProbs()[place - 1]);
            assertThat(IntStream.range(0, 50)
                            .mapToDouble(place -> Math.exp(token.logProbs()[place]))
                            .sum())
                    .isBetween(1 - 1e-5, 1 + 1e-5);
        }
    }

    @Test
    void whatNobodyWantsAnyMoreIsNotWrittenOn() {
        OpenBatch batch = open(0);
        Heard gone = added(batch, 5);
        gone.wanted = 2;
        Heard stays = added(batch, 6);
        batch.work(1);

        assertThat(gone.tokens).hasSize(2);
        assertThat(gone.results).isEmpty();
        assertAsAlone(stays, 6);
    }

    @Test
    void eachRequestHasItsOwnLimit() {
        OpenBatch batch = open(0);
        Heard heard = new Heard();
        batch.add(request(4), 3, heard);
        batch.work(1);

        assertThat(heard.tokens).hasSize(3);
        assertThat(heard.results.getFirst().stop()).isEqualTo(new Stop.Length());
    }

    @Test
    void aRequestOfAnotherCapacityIsRefused() {
        assertThatThrownBy(() -> open(0).add(request(1), 40, new Heard()))
                .hasMessage("open batch: a prompt of 3 tokens and 40 new ones want a capacity of 48, and this has 16");
    }
}
