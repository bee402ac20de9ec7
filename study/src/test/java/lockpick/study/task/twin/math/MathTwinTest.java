package lockpick.study.task.twin.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.study.grade.Grade;
import lockpick.study.grade.math.BoxedAnswer;
import lockpick.study.grade.math.ExactAnswer;
import lockpick.study.grade.math.HendrycksNormalForm;
import lockpick.study.task.math.MathRecord;
import lockpick.study.task.math.MathSubject;
import lockpick.study.task.twin.TwinProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MathTwinTest {

    private final MathTwin twin = new MathTwin(new Seed(0));
    private final ExactAnswer exact = new ExactAnswer(0);
    private final AsciiMathAnswer asciiMath = new AsciiMathAnswer();

    private Stream<TwinProblem<MathRecord>> problems(int count) {
        return LongStream.range(0, count).mapToObj(twin::problem);
    }

    @Test
    void everySubjectHasEveryLevelAboutEquallyOften() {
        Map<List<Object>, Long> found = problems(7_000)
                .map(problem -> List.<Object>of(
                        problem.record().subject(), problem.record().level().getAsInt()))
                .collect(Collectors.groupingBy(it -> it, Collectors.counting()));
        assertThat(found).hasSize(MathSubject.values().length * 5);
        assertThat(found.values()).allMatch(times -> times > 140 && times < 260); // 200 ± 4 · √200
    }

    @Test
    void bothGradersCallReferenceSolutionsCorrect() {
        problems(1_000)
                .forEach(problem -> assertThat(grades(problem.strong(), problem.strong()))
                        .as(problem.strong())
                        .allMatch(Grade::isCorrect));
    }

    @Test
    void everySumOfASolutionIsTrueAndThereAreAsManyAsItsLevel() {
        problems(1_000).forEach(problem -> {
            List<String> sums = sums(problem.strong());
            assertThat(sums).hasSize(problem.record().level().getAsInt()).allMatch(MathTwinTest::isTrue);
        });
    }

    @Test
    void aSlipIsInOneSumAndCarriedOnAndItsAnswerWrong() {
        problems(500).forEach(problem -> {
            String weak = problem.weak().completion(new Seed(problem.number()));
            assertThat(grades(weak, problem.strong())).as(weak).noneMatch(Grade::isCorrect);
            assertThat(sums(weak).stream().filter(sum -> !isTrue(sum))).as(weak).hasSize(1);
        });
    }

    @Test
    void answersAreWholeNumbersFractionsAndRoots() {
        TreeSet<String> kinds = new TreeSet<>();
        problems(500).forEach(problem -> kinds.add(box(problem.strong()).replaceAll("\\d+", "n")));
        assertThat(kinds).containsExactly("\\frac{n}{n}", "\\sqrt{n}", "n");
    }

    @Test
    void theOtherSettingHasTheSameAnswerInItsOwnSyntax() {
        for (long number = 0; number < 500; number++) {
            MathRecord record = twin.problem(number).record();
            OtherSetting other = twin.otherSetting(number);
            assertThat(other.problem()).isNotEqualTo(record.problem()).doesNotContain("$", "\\");
            assertThat(numbers(other.problem())).isEqualTo(numbers(record.problem()));
            assertThat(sums(other.strong())).isEqualTo(sums(record.solution()));
            assertThat(asciiMath.grade(other.strong(), other.strong()).isCorrect())
                    .isTrue();
            assertThat(asciiMath
                            .grade(other.weak().completion(new Seed(number)), other.strong())
                            .isCorrect())
                    .isFalse();
            assertThat(asciiMath.grade(record.solution(), other.strong()).isCorrect())
                    .as("the first setting's answer in the second")
                    .isFalse();
            assertThat(grades(other.strong(), record.solution()))
                    .as("the second setting's answer in the first")
                    .noneMatch(Grade::isCorrect);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3+5=8. Respuesta: 3/8, true",
        "Respuesta: 1/2 Respuesta: `6/16`, true",
        "Respuesta: 3/7, false",
        "Respuesta: \\frac{3}{8}, false",
        "Respuesta:, false",
        "the answer is 3/8, false"
    })
    void asciiMathIsReadBehindTheLastMark(String completion, boolean correct) {
        assertThat(asciiMath.grade(completion, "Respuesta: 3/8").isCorrect()).isEqualTo(correct);
    }

    @Test
    void randomTextIsNeverCorrect() {
        RandomGenerator random = new Seed(7).generator();
        problems(200).forEach(problem -> {
            String text =
                    random.ints(60, ' ', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
            assertThat(grades(text, problem.strong())).as(text).noneMatch(Grade::isCorrect);
        });
    }

    private List<Grade> grades(String completion, String reference) {
        Grade hendrycks = switch (BoxedAnswer.last(completion)) {
            case BoxedAnswer.Missing missing -> Grade.incorrect(missing.reason());
            case BoxedAnswer.Found given -> HendrycksNormalForm.grade(given.answer(), box(reference));
        };
        return BoxedAnswer.last(completion) instanceof BoxedAnswer.Found given
                ? List.of(hendrycks, exact.grade(given.answer(), box(reference)))
                : List.of(hendrycks);
    }

    private static String box(String solution) {
        return ((BoxedAnswer.Found) BoxedAnswer.last(solution)).answer();
    }

    private static List<String> sums(String solution) {
        return Arrays.stream(solution.split("\\. |, "))
                .filter(part -> part.contains("="))
                .toList();
    }

    /** By a second way: the text is read and worked out. */
    private static boolean isTrue(String sum) {
        String[] sides = sum.split("=");
        String[] parts = sides[0].split("(?<=\\d)( mod |[-+*/])");
        int a = Integer.parseInt(parts[0]);
        int b = Integer.parseInt(parts[1]);
        int result = switch (sides[0].substring(parts[0].length(), sides[0].length() - parts[1].length())) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> Math.floorDiv(a, b);
            case " mod " -> Math.floorMod(a, b);
            default -> throw new IllegalArgumentException(sum);
        };
        return result == Integer.parseInt(sides[1]);
    }

    /** The numbers of a text, sorted, since languages put them in another order. */
    private static List<String> numbers(String text) {
        return Arrays.stream(text.split("\\D+"))
                .filter(it -> !it.isEmpty())
                .sorted()
                .toList();
    }
}
