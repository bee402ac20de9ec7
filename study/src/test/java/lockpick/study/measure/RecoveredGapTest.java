package lockpick.study.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecoveredGapTest {
    private static final PairedBootstrap BOOTSTRAP = new PairedBootstrap(2_000, 7);

    @Test
    void shareIsTheDistanceFromTheFloorOverTheGap() {
        // (0.62 - 0.25) / (0.99 - 0.25) = 0.37 / 0.74 = 0.5
        assertThat(RecoveredGap.share(0.62, 0.25, 0.99).getAsDouble()).isCloseTo(0.5, within(1e-12));
        // (0.20 - 0.25) / (0.75 - 0.25) = -0.1: elicitation can make it worse
        assertThat(RecoveredGap.share(0.20, 0.25, 0.75).getAsDouble()).isCloseTo(-0.1, within(1e-12));
    }

    @Test
    void thereIsNoShareOfNoGap() {
        assertThat(RecoveredGap.share(0.5, 0.25, 0.25)).isEmpty();
        assertThat(RecoveredGap.share(0.5, 0.30, 0.25)).isEmpty();
    }

    @Test
    void overSeedsItIsTheRatioOfTheMeans() {
        // seed 1: elicited 2/4, floor 0/4, ceiling 4/4; seed 2: elicited 2/2, floor 1/2, ceiling 2/2
        // means 0.75, 0.25, 1 -> 0.5 / 0.75 = 0.6667 (the mean of the ratios would be (0.5 + 1) / 2 = 0.75)
        PairedOutcomes first = PairedOutcomes.of(
                new boolean[] {true, true, false, false}, new boolean[4], new boolean[] {true, true, true, true});
        PairedOutcomes second =
                PairedOutcomes.of(new boolean[] {true, true}, new boolean[] {true, false}, new boolean[] {true, true});

        assertThat(RecoveredGap.of(List.of(first, second), BOOTSTRAP)
                        .orElseThrow()
                        .share())
                .isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void whatNeverVariesHasAnIntervalOfWidthZero() {
        PairedOutcomes all =
                PairedOutcomes.of(new boolean[] {true, true, true}, new boolean[3], new boolean[] {true, true, true});

        assertThat(RecoveredGap.of(List.of(all), BOOTSTRAP).orElseThrow().interval())
                .hasValue(new Interval(1, 1));
    }

    @Test
    void intervalOfAProportionIsTheBinomialOne() {
        // floor 0, ceiling 1, so the share is the correctness itself: 0.5 of 400 problems has standard deviation
        // sqrt(0.25 / 400) = 0.025 and a 95 % interval of 0.5 -+ 1.96 * 0.025 = 0.451 .. 0.549
        boolean[] half = new boolean[400];
        boolean[] ones = new boolean[400];
        for (int i = 0; i < 400; i++) {
            half[i] = i % 2 == 0;
            ones[i] = true;
        }

        Interval interval = RecoveredGap.of(List.of(PairedOutcomes.of(half, new boolean[400], ones)), BOOTSTRAP)
                .orElseThrow()
                .interval()
                .orElseThrow();

        assertThat(interval.low()).isCloseTo(0.451, within(0.005));
        assertThat(interval.high()).isCloseTo(0.549, within(0.005));
    }

    @Test
    void pairingRemovesTheSpreadThatElicitedAndFloorShare() {
        // elicited equals floor on every problem: the share is 0 in every resample, though both vary
        SplittableRandom random = new SplittableRandom(3);
        boolean[] floor = new boolean[200];
        boolean[] ones = new boolean[200];
        for (int i = 0; i < 200; i++) {
            floor[i] = random.nextInt(4) == 0;
            ones[i] = true;
        }

        assertThat(RecoveredGap.of(List.of(PairedOutcomes.of(floor, floor, ones)), BOOTSTRAP)
                        .orElseThrow()
                        .interval())
                .hasValue(new Interval(0, 0));
    }

    @Test
    void seedsAreDrawnToo() {
        // two seeds without spread inside, shares 0 and 1: resamples are 0, 0.5 or 1, so the interval is everything
        boolean[] ones = {true, true};
        PairedOutcomes none = PairedOutcomes.of(new boolean[2], new boolean[2], ones);
        PairedOutcomes all = PairedOutcomes.of(ones, new boolean[2], ones);

        assertThat(RecoveredGap.of(List.of(none, all), BOOTSTRAP).orElseThrow().interval())
                .hasValue(new Interval(0, 1));
    }

    @Test
    void thereIsNoIntervalWhereAResampleHasNoGap() {
        // one problem in two has a gap: a resample can draw the other one twice
        PairedOutcomes thin = PairedOutcomes.of(
                new boolean[] {true, false}, new boolean[] {false, false}, new boolean[] {true, false});

        RecoveredGap gap = RecoveredGap.of(List.of(thin), BOOTSTRAP).orElseThrow();

        assertThat(gap.share()).isEqualTo(1);
        assertThat(gap.interval()).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        boolean[] half = {true, false, true, false, true, false, true, false};
        boolean[] ones = {true, true, true, true, true, true, true, true};
        List<PairedOutcomes> outcomes = List.of(PairedOutcomes.of(half, new boolean[8], ones));

        assertThat(RecoveredGap.of(outcomes, new PairedBootstrap(50, 1)))
                .isEqualTo(RecoveredGap.of(outcomes, new PairedBootstrap(50, 1)));
    }

    @Test
    void aCeilingOfOtherProblemsIsDrawnOnItsOwn() {
        // elicited 1 and floor 0 on both problems; ceiling 0.5 of 400 others, 0.451 .. 0.549: 1 / that is 1.82 .. 2.22
        boolean[] half = new boolean[400];
        for (int i = 0; i < 400; i++) {
            half[i] = i % 2 == 0;
        }
        PairedOutcomes outcomes = PairedOutcomes.withCeilingOfOthers(new boolean[] {true, true}, new boolean[2], half);

        RecoveredGap gap = RecoveredGap.of(List.of(outcomes), BOOTSTRAP).orElseThrow();

        assertThat(gap.share()).isEqualTo(2);
        assertThat(gap.interval().orElseThrow().low()).isCloseTo(1.82, within(0.03));
        assertThat(gap.interval().orElseThrow().high()).isCloseTo(2.22, within(0.03));
        // of two elicitations from one lock, both have the ceiling that was drawn
        assertThat(RecoveredGap.difference(List.of(outcomes), List.of(outcomes), BOOTSTRAP)
                        .orElseThrow()
                        .spread()
                        .orElseThrow()
                        .ninetyFive())
                .isEqualTo(new Interval(0, 0));
    }

    @Test
    void locksWithAndWithoutACeilingOfOthersAreCompared() {
        boolean[] ones = {true, true};
        PairedOutcomes own = PairedOutcomes.of(ones, new boolean[2], ones);
        PairedOutcomes ofThree =
                PairedOutcomes.withCeilingOfOthers(ones, new boolean[2], new boolean[] {true, true, true});

        assertThat(RecoveredGap.difference(List.of(own), List.of(ofThree), BOOTSTRAP)
                        .orElseThrow()
                        .mean())
                .isZero();
        assertThatThrownBy(() -> PairedOutcomes.withCeilingOfOthers(ones, ones, new boolean[0]))
                .hasMessageContaining("0 ceiling of other problems");
    }

    @Test
    void outcomesOfDifferentProblemsDoNotPair() {
        assertThatThrownBy(() -> PairedOutcomes.of(new boolean[2], new boolean[3], new boolean[2]))
                .hasMessageContaining("2 elicited, 3 floor and 2 ceiling");
    }

    @Test
    void aDifferenceIsOfTheRatiosOfTheMeans() {
        // floor 0 and ceiling 1: shares 3/4 and 1/4 of four problems; of another lock with ceiling 2/4: 1/4 / (2/4)
        boolean[] all = {true, true, true, true};
        PairedOutcomes three = PairedOutcomes.of(new boolean[] {true, true, true, false}, new boolean[4], all);
        PairedOutcomes one = PairedOutcomes.of(new boolean[] {true, false, false, false}, new boolean[4], all);
        PairedOutcomes half = PairedOutcomes.of(
                new boolean[] {true, false, false, false}, new boolean[4], new boolean[] {true, true, false, false});

        assertThat(RecoveredGap.difference(List.of(three), List.of(one), BOOTSTRAP)
                        .orElseThrow()
                        .mean())
                .isCloseTo(0.5, within(1e-12));
        assertThat(RecoveredGap.difference(List.of(three), List.of(half), BOOTSTRAP)
                        .orElseThrow()
                        .mean())
                .isCloseTo(0.25, within(1e-12));
    }

    @Test
    void whatTwoElicitationsShareIsNotInTheSpreadOfTheirDifference() {
        SplittableRandom random = new SplittableRandom(3);
        boolean[] first = new boolean[200];
        boolean[] ones = new boolean[200];
        for (int i = 0; i < 200; i++) {
            first[i] = random.nextInt(2) == 0;
            ones[i] = true;
        }
        PairedOutcomes outcomes = PairedOutcomes.of(first, new boolean[200], ones);
        MeanEstimate same = RecoveredGap.difference(List.of(outcomes), List.of(outcomes), BOOTSTRAP)
                .orElseThrow();

        assertThat(same.spread().orElseThrow().ninetyFive()).isEqualTo(new Interval(0, 0));
        assertThat(same.problems()).isEqualTo(200);
        assertThat(RecoveredGap.estimate(List.of(outcomes), BOOTSTRAP)
                        .orElseThrow()
                        .spread()
                        .orElseThrow()
                        .ninetyFive())
                .isEqualTo(RecoveredGap.of(List.of(outcomes), BOOTSTRAP)
                        .orElseThrow()
                        .interval()
                        .orElseThrow());
    }

    @Test
    void aDifferenceNeedsTheSameProblems() {
        PairedOutcomes two = PairedOutcomes.of(new boolean[2], new boolean[2], new boolean[2]);
        PairedOutcomes three = PairedOutcomes.of(new boolean[3], new boolean[3], new boolean[3]);

        assertThatThrownBy(() -> RecoveredGap.difference(List.of(two), List.of(three), BOOTSTRAP))
                .hasMessageContaining("2 problems of the first elicitation and 3 of the second");
        assertThatThrownBy(() -> RecoveredGap.difference(List.of(two), List.of(two, two), BOOTSTRAP))
                .hasMessageContaining("1 seeds of the first elicitation and 2 of the second");
    }
}
