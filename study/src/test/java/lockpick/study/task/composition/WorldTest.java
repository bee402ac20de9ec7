package lockpick.study.task.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.task.composition.DigitFunction.DigitBijection;
import lockpick.study.task.composition.DigitFunction.Identity;
import lockpick.study.task.composition.DigitFunction.PositionPermutation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorldTest {

    private static final CompositionConfig PAPER = config(32, 16, FunctionFamily.values());

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void halfOfThePapersFunctionsMapDigitsAndHalfMovePlaces(long seed) {
        List<DigitFunction> functions = World.of(PAPER, new Seed(seed)).strong();
        assertThat(functions).hasSize(32);
        assertThat(functions).filteredOn(DigitBijection.class::isInstance).hasSize(16);
        assertThat(functions).filteredOn(PositionPermutation.class::isInstance).hasSize(16);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void functionsDifferFromOneAnotherAndFromTheIdentity(long seed) {
        List<DigitFunction> functions = World.of(PAPER, new Seed(seed)).strong();
        assertThat(functions).extracting(WorldTest::table).doesNotHaveDuplicates();
        for (DigitFunction function : functions) {
            List<Integer> table = table(function);
            List<Integer> identity = IntStream.range(0, table.size()).boxed().toList();
            assertThat(table).containsExactlyInAnyOrderElementsOf(identity).isNotEqualTo(identity);
        }
    }

    @Test
    void thereAreTwentyThreePositionPermutations() {
        // 4! = 24 orders of four places, one of which moves nothing
        CompositionConfig all = config(23, 0, FunctionFamily.POSITION_PERMUTATIONS);
        assertThat(World.of(all, new Seed(0)).strong())
                .extracting(WorldTest::table)
                .doesNotHaveDuplicates()
                .hasSize(23);
        CompositionConfig tooMany = config(24, 0, FunctionFamily.POSITION_PERMUTATIONS);
        assertThatThrownBy(() -> World.of(tooMany, new Seed(0)))
                .hasMessage("composition: there are only 23 position permutations, but 24 were asked for");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void theIdentitySetIsHalfOfEachFamily(long seed) {
        World world = World.of(PAPER, new Seed(seed));
        assertThat(identitySet(world)).hasSize(16);
        assertThat(identitySet(world))
                .filteredOn(DigitBijection.class::isInstance)
                .hasSize(8);
        for (int i = 0; i < 32; i++) {
            if (!(world.weak().get(i) instanceof Identity)) {
                assertThat(world.weak().get(i)).isSameAs(world.strong().get(i));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 3, 2", "5, 5, 3", "4, 1, 1", "4, 0, 0", "2, 1, 1"})
    void whatCannotBeSharedEvenlyGoesToTheFirstFamily(int functions, int identities, int ofFirstFamily) {
        World world = World.of(config(functions, identities, FunctionFamily.values()), new Seed(7));
        assertThat(identitySet(world)).hasSize(identities);
        assertThat(identitySet(world))
                .filteredOn(DigitBijection.class::isInstance)
                .hasSize(ofFirstFamily);
    }

    @Test
    void theSeedDecidesFunctionsNumbersAndIdentitySet() {
        World world = World.of(PAPER, new Seed(0));
        assertThat(World.of(PAPER, new Seed(0))).usingRecursiveComparison().isEqualTo(world);
        World other = World.of(PAPER, new Seed(1));
        assertThat(tables(other.strong())).isNotEqualTo(tables(world.strong()));
        assertThat(numbersOfIdentitySet(other)).isNotEqualTo(numbersOfIdentitySet(world));
    }

    private static CompositionConfig config(int functions, int identities, FunctionFamily... families) {
        return new CompositionConfig(functions, identities, List.of(families), 0, 500, 2000);
    }

    /** The functions that the weak policy takes for the identity. */
    private static List<DigitFunction> identitySet(World world) {
        return numbersOfIdentitySet(world).stream().map(world.strong()::get).toList();
    }

    private static List<Integer> numbersOfIdentitySet(World world) {
        return IntStream.range(0, world.weak().size())
                .filter(i -> world.weak().get(i) instanceof Identity)
                .boxed()
                .toList();
    }

    private static List<List<Integer>> tables(List<DigitFunction> functions) {
        return functions.stream().map(WorldTest::table).toList();
    }

    private static List<Integer> table(DigitFunction function) {
        int[] table = switch (function) {
            case DigitBijection bijection -> bijection.image();
            case PositionPermutation permutation -> permutation.source();
            case Identity identity -> new int[0];
        };
        return Arrays.stream(table).boxed().toList();
    }
}
