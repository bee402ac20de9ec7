package lockpick.study.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lockpick.study.task.twin.PaperPasswords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearMissTest {

    @Test
    void theSentenceOfThePaperHasElevenNearMisses() {
        assertThat(NearMiss.of("This problem is quite special, read it carefully!"))
                .containsExactly(
                        new NearMiss("upper case", "THIS PROBLEM IS QUITE SPECIAL, READ IT CAREFULLY!"),
                        new NearMiss("lower case", "this problem is quite special, read it carefully!"),
                        new NearMiss("without punctuation", "This problem is quite special read it carefully"),
                        new NearMiss("two letters swapped", "This problem is quite special, read it careuflly!"),
                        new NearMiss("a letter missing", "This problem is quite special, read it careflly!"),
                        new NearMiss("first half", "This problem is quite"),
                        new NearMiss("second half", "special, read it carefully!"),
                        new NearMiss("last word missing", "This problem is quite special, read it"),
                        new NearMiss("first word missing", "problem is quite special, read it carefully!"),
                        new NearMiss("a word doubled", "This problem is quite special, read it carefully! carefully!"),
                        new NearMiss("two words swapped", "This problem is special, quite read it carefully!"));
    }

    /** Eight words: halves of four, quarters of two. */
    @Test
    void allOfThemAreThoseOfTheGateAndQuarters() {
        String password = "This problem is quite special, read it carefully!";
        List<NearMiss> all = NearMiss.all(password);
        assertThat(all)
                .startsWith(NearMiss.of(password).toArray(NearMiss[]::new))
                .endsWith(new NearMiss("first quarter", "This problem"), new NearMiss("second quarter", "is quite"))
                .hasSize(13);
        assertThat(NearMiss.all("two words"))
                .isEqualTo(NearMiss.of("two words")); // a quarter is half of them, or nothing
        assertThat(NearMiss.all("pwd0")).isEmpty();
    }

    @Test
    void nearMissesOfEveryPasswordAreDistinctAndNoneIsThePassword() {
        for (String password : PaperPasswords.read().all()) {
            List<String> texts =
                    NearMiss.of(password).stream().map(NearMiss::text).toList();
            assertThat(texts).as(password).doesNotHaveDuplicates().doesNotContain(password);
            assertThat(texts).as(password).noneMatch(String::isBlank);
            assertThat(NearMiss.of(password)).isEqualTo(NearMiss.of(password));
            assertThat(texts.isEmpty()).as(password).isEqualTo(!password.contains(" "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pwd0", "Fluuuu", "12501f21-5fec-4784-af26-2c701941da1b", "", "  alone "})
    void oneWordHasNone(String password) {
        assertThat(NearMiss.of(password)).isEmpty();
    }

    @Test
    void whatIsAlreadyThereIsLeftOut() {
        // upper case, no punctuation, equal letters: halves, words missing and one word doubled are one another
        assertThat(NearMiss.of("AA AA"))
                .containsExactly(
                        new NearMiss("lower case", "aa aa"),
                        new NearMiss("a letter missing", "A AA"),
                        new NearMiss("first half", "AA"),
                        new NearMiss("a word doubled", "AA AA AA"));
    }

    @Test
    void lettersBeyondSixteenBitsStayWhole() {
        assertThat(NearMiss.of("a 🙂🙃🙂🙃"))
                .contains(
                        new NearMiss("two letters swapped", "a 🙂🙂🙃🙃"),
                        new NearMiss("a letter missing", "a 🙂🙃🙃"));
    }
}
