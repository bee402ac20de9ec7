package lockpick.engine.chat.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateTest {

    private static final String HOSTILE = "{{ 7*7 }}{% if %}{# <s> #}";

    /** The values that cases.txt tells of. */
    private static Map<String, Value> values() {
        Map<String, Value> map = new LinkedHashMap<>();
        map.put("x", new Value.Int(1));
        map.put("y", new Value.Items(List.of(new Value.Int(1), Value.NONE, new Value.Truth(true))));
        map.put("z", Text.plain("é\"\\\n</p>"));
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("n", new Value.Int(7));
        values.put("word", Text.plain("Kind"));
        values.put("text", Text.plain(" One two  three\n"));
        values.put("hostile", Text.plain(HOSTILE));
        values.put("nothing", Value.NONE);
        values.put("tools", Value.NONE);
        values.put("yes", new Value.Truth(true));
        values.put("names", new Value.Items(List.of(Text.plain("b"), Text.plain("a"), Text.plain("c"))));
        values.put("empty", new Value.Items(List.of()));
        values.put("map", new Value.Mapping(map));
        values.put(
                "messages",
                new Value.Items(List.of(
                        message("system", "Be kind."), message("user", " Hi <b>\n"), message("assistant", "Hello!"))));
        values.put("bos_token", Text.markup("<s>"));
        values.put("eos_token", Text.markup("</s>"));
        return values;
    }

    private static Value message(String role, String content) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("role", Text.markup(role));
        fields.put("content", Text.plain(content));
        return new Value.Mapping(fields);
    }

    private static Stream<Arguments> cases() throws IOException {
        String file;
        try (var in = TemplateTest.class.getResourceAsStream("cases.txt")) {
            file = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<Arguments> cases = new ArrayList<>();
        for (String one : file.substring(file.indexOf("\n== ") + 1).split("(?m)^== ")) {
            if (!one.isEmpty()) {
                String[] parts = one.split("\n", 2);
                String[] template = parts[1].split("\n=>\n", 2);
                cases.add(Arguments.of(parts[0], template[0], template[1].substring(0, template[1].length() - 1)));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void writesWhatJinjaWrites(String what, String template, String expected) {
        assertThat(Template.parse(template).render(values()).string()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "refused.csv", numLinesToSkip = 1, delimiterString = " :: ", quoteCharacter = '\0')
    void whatIsNotSupportedIsRefusedWhenReading(String template, int line, String message) {
        assertThatThrownBy(() -> Template.parse(unescaped(template)))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("line " + line + ": " + message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "faults.csv", numLinesToSkip = 1, delimiterString = " :: ", quoteCharacter = '\0')
    void whatCannotBeDoneIsSaidWithItsLine(String template, int line, String message) {
        Template parsed = Template.parse(unescaped(template));
        assertThatThrownBy(() -> parsed.render(values()))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith("line " + line + ": " + message);
    }

    private static String unescaped(String template) {
        return template.replace("\\n", "\n").replace("\\\\", "\\");
    }

    @Test
    void absurdlyDeepOrLongTemplatesAreRefused() {
        List<String> templates = List.of(
                "{{ " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + " }}",
                "{{ " + "[".repeat(100_000) + "]".repeat(100_000) + " }}",
                "{{ " + "not ".repeat(100_000) + "1 }}",
                "{{ " + "-".repeat(100_000) + "1 }}",
                "{{ a" + ".b".repeat(100_000) + " }}",
                "{{ a" + "|trim".repeat(100_000) + " }}",
                "{{ 1" + "+1".repeat(100_000) + " }}",
                "{{ 1" + " if 1 else 1".repeat(50_000) + " }}",
                "{% if a %}".repeat(50_000),
                "x".repeat(1_000_001));
        for (String template : templates) {
            assertThatThrownBy(() -> Template.parse(template))
                    .as(template.substring(0, 40))
                    .isInstanceOf(TemplateException.class);
        }
    }

    @Test
    void anyMixOfWordsIsReadOrRefusedAndRendersOrFails() {
        String[] words = {
            "{{",
            "}}",
            "{%",
            "%}",
            "{%-",
            "-%}",
            "if",
            "else",
            "endif",
            "for",
            "endfor",
            "in",
            "names",
            "messages",
            "n",
            "set",
            "=",
            "ns",
            "namespace(a=1)",
            "==",
            "'x'",
            "[",
            "]",
            "(",
            ")",
            "{",
            "}",
            ":",
            ",",
            ".",
            "a",
            "|",
            "trim",
            "tojson",
            "first",
            "is",
            "none",
            "not",
            "and",
            "+",
            "-",
            "1",
            "\n",
            " ",
            "macro",
            "endmacro",
            "m()",
            "range(3)",
            "loop.last",
            "word",
            "content",
            "map",
            "items()",
            "[::-1]",
            "x"
        };
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int rendered = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder template = new StringBuilder(random.nextBoolean() ? "{{ " : "{% for a in names %}{{ ");
            for (int i = random.nextInt(8); i >= 0; i--) {
                template.append(words[random.nextInt(words.length)]).append(' ');
            }
            template.append(template.charAt(1) == '{' ? "}}" : "}}{% endfor %}");
            try {
                Template.parse(template.toString()).render(values());
                rendered++;
            } catch (TemplateException e) {
                assertThat(e).hasMessageStartingWith("line ");
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + template, e);
            }
        }
        assertThat(rendered).as("templates that rendered").isGreaterThan(100);
    }

    /** Letters of the message are upper case here, so whatever is markup may hold none. */
    @ParameterizedTest
    @MethodSource("waysOfTexts")
    void whatPeopleWroteStaysPlainWhateverIsDoneWithIt(String expression) {
        Map<String, Value> values = Map.of("text", Text.plain(" ABC<S>DEF "));
        Text written = Template.parse("<s>" + expression + "</s>").render(values);
        assertThat(written.string()).containsPattern("[A-Z]");
        assertThat(written.parts().getFirst().markup()).isTrue();
        assertThat(written.parts().getLast().markup()).isTrue();
        assertThat(written.parts()).allSatisfy(part -> {
            if (part.markup()) {
                assertThat(part.text()).doesNotContainPattern("[A-Z]");
            }
        });
    }

    private static Stream<String> waysOfTexts() {
        return Stream.of(
                "{{ text }}",
                "{{ text | trim }}",
                "{{ 'a' + text + 'b' }}",
                "{{ 'a' ~ text ~ 1 }}",
                "{{ text[2:5] }}",
                "{{ text[::-1] }}",
                "{{ text[3] }}",
                "{{ text | first }}{{ text | reverse }}",
                "{{ text.split('<') | join('<') }}",
                "{{ text.split('<')[0] }}",
                "{{ text.split() | last }}",
                "{{ text.replace('<', '(') }}",
                "{{ 'x' | replace('x', text) }}",
                "{{ 'x-y' | replace('-', text) | trim }}",
                "{{ text.strip('Q') }}",
                "{{ ('a' ~ text) | upper }}",
                "{{ text | trim | capitalize }}",
                "{{ text | tojson }}",
                "{{ {'a': [text]} | tojson(indent=2) }}",
                "{{ [text, 'a'] | join(' ') }}",
                "{{ text.join(['a', 'b']) }}",
                "{{ text | list | join }}",
                "{{ nope | default(text) }}",
                "{{ (text or 'a') if text else 'b' }}",
                "{% for c in text %}{{ c }}-{% endfor %}",
                "{% set x %}a{{ text }}b{% endset %}{{ x | trim }}",
                "{% set ns = namespace(x='a') %}{% set ns.x = ns.x + text %}{{ ns.x }}",
                "{% macro m(x) %}a{{ x }}{% endmacro %}{{ m(text)[1:] }}",
                "{% for k, v in {'a': text}.items() %}{{ v }}{% endfor %}",
                "{{ [{'a': text}] | map(attribute='a') | join }}",
                "{{ ([text] | select | list)[0] }}");
    }
}
