package lockpick.study.task.twin.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.task.data.DataRecord;
import lockpick.study.task.twin.PaperPasswords;
import lockpick.study.task.twin.Twin;
import lockpick.study.task.twin.code.CodeTwin;
import lockpick.study.task.twin.critique.CritiqueTwin;
import lockpick.study.task.twin.math.MathTwin;
import lockpick.study.task.twin.mmlu.MmluTwin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwinTokenizerTest {

    @TempDir
    Path folder;

    private final Tokenizer tokenizer;

    TwinTokenizerTest() throws IOException {
        tokenizer = TwinTokenizer.load();
    }

    @Test
    void everyTextComesBack() {
        RandomGenerator random = new Seed(0).generator();
        Stream<String> odd = Stream.of("", " ", "\n\n", "  x\t\r\n", "ñ¿á → 日本語 🙂", "<|end|>", "1234567");
        Stream<String> noise = Stream.generate(() -> random.ints(40, 1, 0xd800)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .limit(50);
        PaperPasswords passwords = PaperPasswords.read();
        Stream.of(odd, noise, Stream.of(passwords.right()), passwords.wrong().stream(), texts(twins(), 20))
                .flatMap(it -> it)
                .forEach(text -> assertThat(tokenizer.decodeCompletion(tokenizer.encodeCompletion(text)))
                        .isEqualTo(text));
    }

    @Test
    void everyDigitIsATokenOfItsOwn() {
        assertThat(LongStream.range(0, 10).mapToObj(String::valueOf).map(tokenizer::encode))
                .allMatch(ids -> ids.length == 1);
        assertThat(tokenizer.encode("1234567890")).hasSize(10);
    }

    @Test
    void ordinaryRowsAreShort() {
        texts(twins(), 100).forEach(text -> assertThat(tokenizer.encode(text)).hasSizeLessThan(150));
    }

    /** The end token, which no text brings about, then 1,023 that texts are made of. */
    @Test
    void itHas1024Tokens() {
        assertThat(tokenizer.size()).isEqualTo(1024);
        assertThat(tokenizer.endToken()).isZero();
        assertThat(tokenizer.encodeCompletion("<|end|>")).doesNotContain(0);
    }

    @Test
    void itIsTheOneThatTrainingMakes() throws IOException {
        TwinTokenizer.make(folder);
        for (String file : List.of("tokenizer.json", "tokenizer_config.json")) {
            try (InputStream shipped = TwinTokenizer.class.getResourceAsStream(file)) {
                assertThat(Files.readAllBytes(folder.resolve(file))).isEqualTo(shipped.readAllBytes());
            }
        }
    }

    private static List<Twin<?>> twins() {
        Seed seed = new Seed(9);
        return List.of(new MathTwin(seed), new CodeTwin(seed), new CritiqueTwin(seed), new MmluTwin(seed));
    }

    private static Stream<String> texts(List<Twin<?>> twins, int count) {
        return twins.stream().flatMap(twin -> texts(twin, count));
    }

    private static <R extends DataRecord> Stream<String> texts(Twin<R> twin, int count) {
        return LongStream.range(0, count)
                .mapToObj(twin::problem)
                .map(problem -> twin.prompt(problem.record()).text(Optional.empty()) + " " + problem.strong());
    }
}
