package lockpick.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SeedTest {

    @Test
    void streamsAreTheSameOnEveryMachine() {
        assertThat(new Seed(0).stream("weights").value()).isEqualTo(-6881929396320084819L);
        assertThat(new Seed(7).stream("candidates", 3, "problem-12").value()).isEqualTo(-2101215182662648070L);
        assertThat(new Seed(-1).stream("täglich").value()).isEqualTo(-3419298500449207865L);
    }

    @Test
    void generatorsAreTheSameOnEveryMachine() {
        RandomGenerator random = new Seed(42).generator();

        assertThat(random.nextLong()).isEqualTo(-5600175640509174766L);
        assertThat(random.nextDouble()).isEqualTo(0.6709997082364175);
        assertThat(random.nextInt(1000)).isEqualTo(980);
        assertThat(random.nextGaussian()).isEqualTo(-0.24822365973111038);
    }

    @Test
    void aStreamStartsAfreshEachTimeAndDoesNotDependOnOthers() {
        Seed seed = new Seed(5);
        long first = seed.stream("a").generator().nextLong();
        seed.stream("b").generator().nextLong();

        assertThat(seed.stream("a").generator().nextLong()).isEqualTo(first);
    }

    @Test
    void namesPartsAndSeedsTellStreamsApart() {
        Set<Long> values = new HashSet<>();
        int streams = 0;
        for (long seed = 0; seed < 20; seed++) {
            for (String name : new String[] {"", "a", "b", "ab"}) {
                values.add(new Seed(seed).stream(name).value());
                values.add(new Seed(seed).stream(name, "").value());
                values.add(new Seed(seed).stream(name, 1).value());
                values.add(new Seed(seed).stream(name, 1, 2).value());
                values.add(new Seed(seed).stream(name, 12).value());
                values.add(new Seed(seed).stream(name, "b").value());
                streams += 6;
            }
        }
        assertThat(values).hasSize(streams);
    }

    @Test
    void partsAreReadAsTheyPrint() {
        assertThat(new Seed(1).stream("round", 3)).isEqualTo(new Seed(1).stream("round", "3"));
    }

    /** Sibling streams as different as one stream's own numbers: no correlation beyond chance. */
    @Test
    void siblingStreamsAreUncorrelated() {
        int draws = 20_000;
        RandomGenerator one = new Seed(1).stream("row", 0).generator();
        RandomGenerator other = new Seed(1).stream("row", 1).generator();
        double sum = 0;
        for (int i = 0; i < draws; i++) {
            sum += one.nextGaussian() * other.nextGaussian();
        }
        assertThat(Math.abs(sum / Math.sqrt(draws))).isLessThan(4); // standard normal if independent
    }
}
