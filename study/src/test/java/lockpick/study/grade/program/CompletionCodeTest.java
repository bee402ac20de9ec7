package lockpick.study.grade.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The program in what a model wrote, by the cases of {@code completions.txt}. */
class CompletionCodeTest {

    static List<Section> cases() throws IOException {
        return Section.all("completions.txt");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isFound(Section section) {
        String[] parts = section.body().split("(?m)^---- (completion|program)\n", -1);
        String prompt = parts[0];
        String completion = parts[1];
        Optional<String> function = Optional.of(section.head().getLast());
        Program program = switch (section.head().getFirst()) {
            case "cpp" -> CompletionCode.cpp(completion);
            case "python" -> CompletionCode.python(completion);
            case "cppFunction" -> CompletionCode.cppFunction(prompt, function, completion);
            case "pythonFunction" -> CompletionCode.pythonFunction(prompt, function, completion);
            default -> throw new IllegalStateException("completions.txt: no kind " + section.head());
        };
        assertThat(program.source()).isEqualTo(parts[2]);
    }
}
