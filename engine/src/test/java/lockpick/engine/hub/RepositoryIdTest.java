package lockpick.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"EleutherAI/pythia-70m", "a/b", "deepseek-ai/deepseek-math-7b-rl", "_x/Qwen2.5-0.5B_v1"})
    void isOrganizationAndName(String text) {
        assertThat(RepositoryId.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gpt2",
                "/",
                "a/",
                "/b",
                "a/b/c",
                "../b",
                "a/..",
                "a/b..c",
                "a/.b",
                "-a/b",
                "a b/c",
                "a/b?c",
                "a/b%2e",
                "a/\u001b[31m",
                "https://hub/a/b"
            })
    void isNothingElse(String text) {
        assertThatThrownBy(() -> RepositoryId.parse(text))
                .hasMessageContaining("expected ORG/NAME")
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("\u001b");
    }
}
