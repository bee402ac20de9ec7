package lockpick.study.grade.judge;

import static lockpick.study.grade.judge.JudgeAnswer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import lockpick.study.endpoint.Endpoint;
import lockpick.study.endpoint.LocalService;
import lockpick.study.grade.Grade;
import lockpick.study.grade.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeTest {

    @TempDir
    private Path cache;

    private Grade grade(String answer) {
        try (var service = new LocalService(asked -> answer);
                Endpoint endpoint = service.endpoint(cache)) {
            return new Judge(endpoint)
                    .rate(List.of(new Solution("p", "s")))
                    .getFirst()
                    .grade();
        }
    }

    @Test
    void theQuestionIsThePapers() {
        assertThat(RatingPrompt.of(new Solution("Add two numbers.", "int main() {}")))
                .isEqualTo("""
                Consider the following problem:

                Add two numbers.

                A student wrote the following solution:

                int main() {}

                How correct is this solution?
                Answer 1 if it is very incorrect, incomplete, or poorly formatted.
                Answer 2 if it is incorrect, but is complete and well formatted.
                Answer 3 if there is a small mistake, but it is otherwise a good solution.
                Answer 4 if you are unsure if it is correct or incorrect.
                Answer 5 if you are sure it is correct.

                Your single token answer (1-5):""");
    }

    @Test
    void oneTokenIsAskedForWithItsAlternatives() {
        try (var service = new LocalService(asked -> answer("5", 1.0));
                Endpoint endpoint = service.endpoint(cache)) {
            new Judge(endpoint).rate(List.of(new Solution("p", "s")));
            assertThat(service.asked().getFirst().body().toString())
                    .endsWith("\"logprobs\":true,\"top_logprobs\":20,\"max_tokens\":1,\"temperature\":0.0}");
        }
    }

    /** 0.1·1 + 0.2·2 + 0.3·3 + 0.2·4 + 0.2·5 = 3.2, and (3.2 − 1)/4 = 0.55. */
    @Test
    void theRewardIsTheMeanRatingFromNoughtToOne() {
        Grade grade = grade(answer("3", 0.3, "1", 0.1, "2", 0.2, "4", 0.2, "5", 0.2));
        assertThat(grade.reward()).isCloseTo(0.55, within(1e-9));
        assertThat(grade.reason()).isEqualTo("the judge rates it 3.20 of 5 (probability of a digit: 1.00)");
    }

    @Test
    void aJudgeGivesNoVerdict() {
        assertThat(grade(answer("5", 1.0)))
                .isEqualTo(
                        new Grade(Verdict.UNDECIDED, 1, "the judge rates it 5.00 of 5 (probability of a digit: 1.00)"));
    }

    /** (0.3·1 + 0.3·5) / 0.6 = 3: what is not told has no part in the mean. */
    @Test
    void digitsThatAreNotToldCountAsNought() {
        assertThat(grade(answer("1", 0.3, "five", 0.3, " 5", 0.2, "5", 0.1)).reward())
                .isCloseTo(0.5, within(1e-9));
    }

    @Test
    void anAnswerThatIsProbablyNoDigitIsNoRating() {
        Grade grade = grade(answer("I", 0.6, "5", 0.3, "55", 0.05, "6", 0.05));
        assertThat(grade.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(grade.reward()).isZero();
        assertThat(grade.reason()).isEqualTo("no rating: the judge gives the digits 1-5 a probability of 0.30");
    }

    @Test
    void anEmptyAnswerIsNoRating() {
        String empty = "{\"choices\": [{\"message\": {\"content\": \"\"}, \"logprobs\": {\"content\": []}}]}";
        assertThat(grade(empty).reason()).startsWith("no rating: ");
    }

    @Test
    void theChosenTokenCountsOnce() {
        assertThat(grade(answer("4", 0.7, "5", 0.3)).reward()).isCloseTo((4.3 - 1) / 4, within(1e-9));
    }

    @Test
    void manyAreRatedInTheirOrder() {
        try (var service = new LocalService(asked -> answer(asked.turn().contains("splendid") ? "5" : "1", 1.0));
                Endpoint endpoint = service.endpoint(cache)) {
            assertThat(new Judge(endpoint)
                            .rate(List.of(
                                    new Solution("p", "bad"), new Solution("p", "splendid"), new Solution("q", "bad"))))
                    .extracting(Rating::reward)
                    .containsExactly(0.0, 1.0, 0.0);
        }
    }
}
