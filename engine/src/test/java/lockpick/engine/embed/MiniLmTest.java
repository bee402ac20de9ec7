package lockpick.engine.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MiniLmTest {

    private static MiniLm encoder;

    @BeforeAll
    static void load() {
        encoder = MiniLm.load();
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    /** ONNX Runtime rounds activations to 256 steps, we do not (golden/minilm/README.md). */
    @Test
    void vectorsAreNearThoseOfOnnxRuntimeWhichRounds() throws IOException {
        List<float[]> theirs = new ArrayList<>();
        List<float[]> ours = new ArrayList<>();
        for (JsonNode line : reference()) {
            theirs.add(vector(line));
            ours.add(encoder.embed(line.get("text").asString()));
        }
        for (int i = 0; i < ours.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(cosine(ours.get(i), ours.get(j)))
                        .isCloseTo(cosine(theirs.get(i), theirs.get(j)), within(0.03));
            }
            assertThat(cosine(ours.get(i), theirs.get(i))).isGreaterThan(0.99);
        }
    }

    /**
     * What sets ours apart from theirs is that rounding alone. In two of the texts every number falls on the same side of a
     * step in both; in the others one does not, which the layers above make as large as the rounding itself.
     */
    @Test
    void withThatRoundingTheyAreThoseOfOnnxRuntime() throws IOException {
        RoundingMiniLm rounding = new RoundingMiniLm();
        for (int i : List.of(0, 2)) {
            JsonNode line = reference().get(i);
            assertThat(cosine(rounding.embed(line.get("text").asString()), vector(line)))
                    .isGreaterThan(0.999999);
        }
    }

    @Test
    void aTextIsAVectorOfLengthOneAndTheSameEachTime() {
        float[] vector = encoder.embed("The loop runs one step too far.");
        assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5));
        encoder.embed("Something else in between.");
        assertThat(encoder.embed("The loop runs one step too far.")).isEqualTo(vector);
    }

    @Test
    void theSameMeaningIsNearerThanTheSameWords() {
        float[] text = encoder.embed("The loop runs one step too far.");
        double same = cosine(text, encoder.embed("It iterates past the end of the array."));
        double other = cosine(text, encoder.embed("The sum is returned before the loop."));
        assertThat(same).isGreaterThan(other + 0.05);
    }

    @Test
    void everyPartOfALongTextCounts() {
        String filler = "The program reads the numbers and adds them up. ".repeat(60);
        float[] without = encoder.embed(filler);
        float[] with = encoder.embed(filler + "A volcano erupted over the purple city of cats. ".repeat(40));
        assertThat(cosine(without, with)).isLessThan(0.95);
    }

    @Test
    void anEmptyTextHasADirectionToo() {
        assertThat(encoder.embed("")).doesNotContain(Float.NaN);
    }

    @Test
    void noTensorIsLeftBehind() {
        encoder.embed("warm up");
        long before = TensorScope.liveTensors();
        encoder.embed("The loop runs one step too far.");
        assertThat(TensorScope.liveTensors()).isEqualTo(before);
    }

    @Test
    void whatIsNoWeightsFileIsRefused() {
        for (String text : List.of(":\177", "?", "not protobuf at all, but long")) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(() -> new OnnxWeights(bytes).floats("embeddings.LayerNorm.weight", 384))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot;
    }

    private static float[] vector(JsonNode line) {
        float[] vector = new float[MiniLm.WIDTH];
        for (int i = 0; i < MiniLm.WIDTH; i++) {
            vector[i] = (float) line.get("vector").get(i).asDouble();
        }
        return vector;
    }

    private static List<JsonNode> reference() throws IOException {
        try (var in = MiniLmTest.class.getResourceAsStream("/golden/minilm/onnxruntime.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(new JsonMapper()::readTree)
                    .toList();
        }
    }
}
