package lockpick.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lockpick.engine.generate.Generator.Request;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.tensor.Seed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class GeneratorTest {

    private static final Stopping NEVER = Stopping.at();
    private static final int MAX_TOKENS = 40;
    private static final Decoder MODEL = Decoder.random(GptNeoX.pythia(2, 32, 2, 50, MAX_TOKENS), new Seed(11));

    @AfterAll
    static void closeModel() {
        MODEL.close();
    }

    @Test
    void theEndTokenStopsARowAndIsNotPartOfIt() {
        Sampling sampling = new Sampling(1, 0, 1, 12).withLogProbs();
        Generated free = generate(NEVER, sampling, request(1, 3)).getFirst();
        int end = free.tokens()[5];
        int first = IntStream.range(0, 6)
                .filter(i -> free.tokens()[i] == end)
                .findFirst()
                .orElseThrow();

        Generated stopped = generate(Stopping.at(end), sampling, request(1, 3)).getFirst();

        assertThat(stopped.stop()).isEqualTo(new Stop.EndToken(end));
        assertThat(stopped.ended()).isTrue();
        assertThat(stopped.tokens()).isEqualTo(Arrays.copyOf(free.tokens(), first));
        assertThat(stopped.logProbs()).isEqualTo(Arrays.copyOf(free.logProbs(), first + 1));
    }

    @Test
    void eachOfSeveralEndTokensStopsARow() {
        Sampling sampling = new Sampling(1, 0, 1, 12);
        int[] free = generate(NEVER, sampling, request(1, 3)).getFirst().tokens();

        Generated stopped = generate(Stopping.at(free[9], free[4], free[6]), sampling, request(1, 3))
                .getFirst();

        int first = IntStream.range(0, 5)
                .filter(i -> free[i] == free[9] || free[i] == free[4] || free[i] == free[6])
                .findFirst()
                .orElseThrow();
        assertThat(stopped.stop()).isEqualTo(new Stop.EndToken(free[first]));
        assertThat(stopped.tokens()).isEqualTo(Arrays.copyOf(free, first));
    }

    @Test
    void aStopStringStopsARowWithTheTokenThatCompletesIt() {
        Sampling sampling = new Sampling(1, 0, 1, 12).withLogProbs();
        Generated free = generate(NEVER, sampling, request(1, 3)).getFirst();
        String words = words(Arrays.copyOfRange(free.tokens(), 3, 5)); // two tokens together
        Stopping stopping = NEVER.orAt(List.of("nothing like it", words), GeneratorTest::words);

        Generated stopped = generate(stopping, sampling, request(1, 3)).getFirst();

        assertThat(stopped.stop()).isEqualTo(new Stop.StopString(words));
        assertThat(stopped.tokens()).isEqualTo(Arrays.copyOf(free.tokens(), 5));
        assertThat(stopped.logProbs()).isEqualTo(Arrays.copyOf(free.logProbs(), 5));
        assertThat(stopping.before(words(stopped.tokens()))).isEqualTo(words(Arrays.copyOf(free.tokens(), 3)));
    }

    /** Such as <7><31>. */
    private static String words(int[] tokens) {
        return Arrays.stream(tokens).mapToObj(token -> "<" + token + ">").collect(Collectors.joining());
    }

    @Test
    void logProbsAreThereWhenAskedFor() {
        assertThat(generate(NEVER, Sampling.greedy(7), request(1, 3)).getFirst().logProbs())
                .isEmpty();
    }

    @Test
    void aTokenThatTheRowHoldsIsNotWrittenAgainUnderAHeavyPenalty() {
        Sampling sampling = new Sampling(0, 0, 1, 1e6, 12, false);
        for (int i = 0; i < 6; i++) { // more rows than are written together
            int[] tokens = generate(NEVER, sampling, request(i, 3), request(i + 10, 9))
                    .getFirst()
                    .tokens();

            assertThat(IntStream.concat(Arrays.stream(request(i, 3).prompt()).distinct(), Arrays.stream(tokens)))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aRowThatHasEndedLeavesItsNeighboursWriting() {
        Sampling sampling = new Sampling(1, 0, 1, 12).withLogProbs();
        int end = generate(NEVER, sampling, request(1, 3)).getFirst().tokens()[0];
        Generated[] both = generate(Stopping.at(end), sampling, request(1, 3), request(2, 4))
                .toArray(Generated[]::new);

        assertThat(both[0].tokens()).isEmpty();
        assertThat(both[0].logProbs()).hasSize(1);
        assertThat(both[1].logProbs())
                .isEqualTo(generate(Stopping.at(end), sampling, request(2, 4))
                        .getFirst()
                        .logProbs());
    }

    @Test
    void theLimitStopsARowThatWritesOn() {
        Generated written = generate(NEVER, Sampling.greedy(7).withLogProbs(), request(1, 3))
                .getFirst();

        assertThat(written.stop()).isEqualTo(new Stop.Length());
        assertThat(written.ended()).isFalse();
        assertThat(written.tokens()).hasSize(7);
        assertThat(written.logProbs()).hasSize(7);
    }

    @Test
    void moreOrFewerRequestsThanRowsAreAnsweredInTheirOrder() {
        Request[] requests =
                IntStream.range(0, 11).mapToObj(i -> request(i, 1 + i * 2)).toArray(Request[]::new);
        List<Generated> all = generate(NEVER, Sampling.greedy(3), requests);

        assertThat(all).hasSize(11);
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).tokens())
                    .isEqualTo(generate(NEVER, Sampling.greedy(3), requests[i])
                            .getFirst()
                            .tokens());
        }
        assertThat(generate(NEVER, Sampling.greedy(3))).isEmpty();
    }

    @Test
    void differentSeedsWriteDifferently() {
        Sampling sampling = new Sampling(1, 0, 1, 12).withLogProbs();
        int[] prompt = request(1, 3).prompt();
        List<Generated> written =
                generate(NEVER, sampling, new Request(prompt, new Seed(1)), new Request(prompt, new Seed(2)));

        assertThat(written.get(0).tokens()).isNotEqualTo(written.get(1).tokens());
    }

    @Test
    void aPromptAndItsNewTokensMayFillTheModel() {
        for (int length = MAX_TOKENS - 10; length <= MAX_TOKENS - 3; length++) {
            assertThat(generate(NEVER, Sampling.greedy(3), request(1, length))
                            .getFirst()
                            .tokens())
                    .hasSize(3);
        }
    }

    @Test
    void aPromptThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> generate(NEVER, Sampling.greedy(3), request(1, 5), request(2, MAX_TOKENS - 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("generate: prompt 1 has 38 tokens and may get 3 new ones, but the model holds 40;"
                        + " shorten the prompt or lower max new tokens");
    }

    @Test
    void anEmptyPromptIsRefused() {
        assertThatThrownBy(() -> new Request(new int[0], new Seed(1)))
                .hasMessage("generate: a prompt needs at least one token");
    }

    @Test
    void aPromptCannotShareMoreThanItHas() {
        assertThatThrownBy(() -> new Request(new int[] {1, 2}, 3, new Seed(1)))
                .hasMessage("generate: a prompt of 2 tokens cannot share its first 3");
    }

    private static List<Generated> generate(Stopping stopping, Sampling sampling, Request... requests) {
        return new Generator(MODEL, 4, stopping).generate(List.of(requests), sampling);
    }

    private static Request request(long seed, int length) {
        return new Request(new java.util.Random(seed).ints(length, 0, 50).toArray(), new Seed(seed));
    }
}
