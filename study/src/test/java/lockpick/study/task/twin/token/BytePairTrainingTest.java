package lockpick.study.task.twin.token;

import static org.assertj.core.api.Assertions.assertThat;

import lockpick.study.task.twin.token.BytePairTraining.Pair;
import org.junit.jupiter.api.Test;

class BytePairTrainingTest {

    /**
     * Words: low ×5, lower ×2, newest ×6, widest ×3, as in Sennrich et al. (2016), figure 1. Pairs: e s 9 times, then es t 9,
     * then l o 7, then lo w 7.
     */
    @Test
    void mergesAreThoseOfThePaperOnBytePairs() {
        BytePairTraining training = new BytePairTraining();
        training.read("low", 5);
        training.read("lower", 2);
        training.read("newest", 6);
        training.read("widest", 3);
        assertThat(training.merges(4))
                .containsExactly(new Pair("e", "s"), new Pair("es", "t"), new Pair("l", "o"), new Pair("lo", "w"));
    }

    @Test
    void nothingIsMergedAcrossWordsOrDigits() {
        BytePairTraining training = new BytePairTraining();
        training.read("12 12\n12", 100);
        assertThat(training.merges(10)).isEmpty();
    }

    @Test
    void aPairThatOccursOnceIsNotMerged() {
        BytePairTraining training = new BytePairTraining();
        training.read("ab", 1);
        assertThat(training.merges(10)).isEmpty();
    }
}
