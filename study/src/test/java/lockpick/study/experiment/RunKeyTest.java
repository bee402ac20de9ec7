package lockpick.study.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import lockpick.study.setting.SettingsJson;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class RunKeyTest {

    private static List<RunKey> keys(Study study) {
        return RunGraph.of(study).runs().stream().map(PlannedRun::key).toList();
    }

    private static List<RunKey> keysWith(String from, String to) {
        assertThat(Studies.SMALL).contains(from);
        return keys(Studies.parse(Studies.SMALL.replace(from, to)));
    }

    /**
     * Change these only together with what a run computes: with other keys every finished run of every user is computed
     * again. A new setting, even with a default, changes them.
     */
    @Test
    void keysOfKnownRunsStayWhatTheyAre() {
        assertThat(RunGraph.of(Studies.small()).runs().stream()
                        .limit(3)
                        .map(run -> RunKey.of(run.run(), DeviceKind.CPU, 1).hex()))
                .containsExactly(
                        "a98d9c54b6a3f4fdd738f5a21163c5b861d75d05c89618c51102a1e73a7bfa66",
                        "901a20042d40d84f91b0d6f2e111df64277608bbdd40b5fcb3775ac43abf76ac",
                        "81b3c6ba66412e1e475d368ad2e9a9f74db234d60c52fa3ae645bfa61e15cb00");
    }

    @Test
    void labelsAndOrderAreNoPartOfAKey() {
        assertThat(keysWith("title: Small", "title: Another")).isEqualTo(keys(Studies.small()));
        assertThat(keysWith("name: sft-500", "name: other")).isEqualTo(keys(Studies.small()));
        assertThat(keysWith("seeds", "about: with a text\nseeds")).isEqualTo(keys(Studies.small()));
    }

    @Test
    void aDefaultWrittenOutIsTheSameRun() {
        assertThat(keysWith("2.0e-3", "0.002, batch: 256, warmup-steps: 1.0e2")).isEqualTo(keys(Studies.small()));
        assertThat(keysWith("seeds", "model: nano\nthreads: 1\nseeds")).isEqualTo(keys(Studies.small()));
    }

    @Test
    void theOrderOfKeysInAFileDoesNotMatter() {
        List<RunKey> keys = keys(Studies.small());
        for (long seed = 0; seed < 50; seed++) {
            JsonNode shuffled = shuffled(SettingsJson.of(Studies.small()), new Random(seed));
            assertThat(keys(StudyFile.parse(Path.of("shuffled.yaml"), shuffled.toString())))
                    .as("seed %d", seed)
                    .isEqualTo(keys);
        }
    }

    private static JsonNode shuffled(JsonNode node, Random random) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        List<String> keys = new ArrayList<>(object.propertyNames());
        Collections.shuffle(keys, random);
        ObjectNode copy = object.objectNode();
        keys.forEach(key -> copy.set(key, shuffled(object.get(key), random)));
        return copy;
    }

    @Test
    void whatDecidesAResultChangesItsKeyAndThoseBuiltOnIt() {
        List<RunKey> keys = keys(Studies.small());
        assertThat(keysWith("functions: 8", "functions: 10")).doesNotContainAnyElementsOf(keys);
        assertThat(keysWith("seeds", "threads: 2\nseeds")).doesNotContainAnyElementsOf(keys);
        assertThat(keysWith("seeds", "model: small\nseeds")).doesNotContainAnyElementsOf(keys);
        // Another strong policy: not the weak one, nor the lock from scratch and its five elicitations.
        assertThat(keysWith("strong: {examples: 1000", "strong: {examples: 1001"))
                .filteredOn(keys::contains)
                .hasSize(2 * (1 + 1 + 5));
        // Another rate for weak demonstrations: all but one elicitation of each lock and seed.
        assertThat(keysWith("[3.0e-4]", "[2.0e-4]")).filteredOn(keys::contains).hasSize(28 - 2 * 2);
    }

    @Test
    void anotherNumericsVersionIsAnotherKey() {
        Run run = RunGraph.of(Studies.small()).runs().get(0).run();
        assertThat(RunKey.of(run, DeviceKind.CPU, 2)).isNotEqualTo(RunKey.of(run, DeviceKind.CPU, 1));
    }

    /** Also of what builds on other runs: their keys are settings too. */
    @Test
    void onAGpuEveryRunHasAnotherKeyAndSaysSo() {
        List<PlannedRun> onProcessor = RunGraph.of(Studies.small()).runs();
        List<PlannedRun> onGpu = RunGraph.of(Studies.small(), DeviceKind.CUDA).runs();
        assertThat(onGpu)
                .hasSameSizeAs(onProcessor)
                .extracting(PlannedRun::key)
                .doesNotContainAnyElementsOf(
                        onProcessor.stream().map(PlannedRun::key).toList());
        PlannedRun last = onGpu.getLast();
        assertThat(onGpu).extracting(PlannedRun::key).containsAll(last.needs());
        assertThat(RunJson.of(last.run(), last.device()).path("device").asString(""))
                .isEqualTo("cuda");
        assertThat(RunJson.of(last.run(), DeviceKind.CPU).has("device")).isFalse();
        assertThat(RunJson.read(RunJson.of(last.run(), last.device()).toString()))
                .isEqualTo(last.run());
    }

    @Test
    void onlySixtyFourHexadecimalDigitsAreAKey() {
        assertThatThrownBy(() -> new RunKey("abc"))
                .hasMessage("run key: expected 64 hexadecimal digits, was given 'abc'");
        assertThat(new RunKey("0123456789abcdef".repeat(4)).shortForm()).isEqualTo("0123456789ab");
    }
}
