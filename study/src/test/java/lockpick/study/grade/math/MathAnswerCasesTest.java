package lockpick.study.grade.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import lockpick.study.grade.Grade;
import lockpick.study.grade.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What both graders say of each answer in {@code answers.tsv}. */
class MathAnswerCasesTest {

    record Case(String given, String reference, Verdict hendrycks, Verdict exact, String why) {}

    private final ExactAnswer exact = new ExactAnswer(1);

    static Stream<Case> cases() throws IOException {
        try (InputStream file = Objects.requireNonNull(MathAnswerCasesTest.class.getResourceAsStream("answers.tsv"))) {
            List<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.stream().filter(line -> !line.startsWith("#")).map(line -> {
                String[] cells = line.split("\t");
                return new Case(cells[0], cells[1], Verdict.valueOf(cells[2]), Verdict.valueOf(cells[3]), cells[4]);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theHendrycksFormSaysWhatTheCaseSays(Case one) {
        assertThat(HendrycksNormalForm.grade(one.given, one.reference).verdict())
                .as(one.why)
                .isEqualTo(one.hendrycks);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theExactGraderSaysWhatTheCaseSaysWhicheverComesFirst(Case one) {
        Grade verdict = exact.grade(one.given, one.reference);
        assertThat(verdict.verdict()).as(one.why + ": " + verdict.reason()).isEqualTo(one.exact);
        assertThat(exact.grade(one.reference, one.given).verdict())
                .as(one.why + ", turned round")
                .isEqualTo(one.exact);
    }

    @Test
    void everyVerdictHasAReason() throws IOException {
        assertThat(cases()).allSatisfy(one -> {
            assertThat(exact.grade(one.given, one.reference).reason()).isNotBlank();
            assertThat(HendrycksNormalForm.grade(one.given, one.reference).reason())
                    .isNotBlank();
        });
    }

    @Test
    void anEmptyAnswerIsWrong() {
        assertThat(exact.grade(" ", "5").verdict()).isEqualTo(Verdict.INCORRECT);
        assertThat(HendrycksNormalForm.grade("", "5").verdict()).isEqualTo(Verdict.INCORRECT);
    }
}
