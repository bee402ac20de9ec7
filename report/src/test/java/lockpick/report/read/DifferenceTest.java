package lockpick.report.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.study.experiment.RunKey;
import lockpick.study.run.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DifferenceTest {

    @TempDir
    private Path runs;

    private final Map<RunKey, RunFolder> written = new HashMap<>();

    /** @param name a digit that its key is made of */
    private RunFolder run(int name, String settings, String inputs) throws IOException {
        RunKey key = new RunKey(String.valueOf(name).repeat(64));
        Path folder = Files.createDirectory(runs.resolve("run-" + key.shortForm()));
        Files.writeString(
                folder.resolve("run.json"),
                "{\"key\":\"%s\",\"kind\":\"lock\",\"settings\":%s,\"inputs\":%s,\"numerics\":1,\"made-by\":{\"java\":\"%d\"}}"
                        .formatted(key.hex(), settings, inputs, name));
        RunFolder run = new RunFolder(folder, key);
        written.put(key, run);
        return run;
    }

    private static String input(String role, int name) {
        return "{\"%s\":\"%s\"}".formatted(role, String.valueOf(name).repeat(64));
    }

    private List<String> differences(RunFolder left, RunFolder right) throws IOException {
        return Difference.between(left, right, key -> Optional.ofNullable(written.get(key))).stream()
                .map(difference -> difference.name() + ": " + difference.left() + " / " + difference.right())
                .toList();
    }

    @Test
    void onlyWhatDiffersIsTold() throws IOException {
        RunFolder left = run(1, "{\"seed\":0,\"lock\":{\"epochs\":1,\"words\":[\"a\",\"b\"],\"same\":{}}}", "{}");
        RunFolder right = run(
                2,
                "{\"seed\":0,\"lock\":{\"epochs\":4,\"words\":[\"a\"],\"same\":{}},\"weak\":{\"method\":\"sft\"}}",
                "{}");
        assertThat(differences(left, right))
                .containsExactly(
                        "lock.epochs: 1 / 4", "lock.words: [\"a\",\"b\"] / [\"a\"]", "weak:  / {\"method\":\"sft\"}");
        assertThat(differences(left, left)).isEmpty();
    }

    @Test
    void inputsAreFollowedAndSayNothingTwice() throws IOException {
        run(3, "{\"seed\":0,\"epochs\":1}", "{}");
        run(4, "{\"seed\":1,\"epochs\":8}", "{}");
        RunFolder left = run(5, "{\"seed\":0}", input("start", 3));
        RunFolder right = run(6, "{\"seed\":1}", input("start", 4));
        assertThat(differences(left, right))
                .containsExactly(
                        "seed: 0 / 1", "start: \"run-333333333333\" / \"run-444444444444\"", "start > epochs: 1 / 8");
    }

    @Test
    void anInputThatIsNotHereIsToldByItsKey() throws IOException {
        RunFolder left = run(1, "{}", "{}");
        RunFolder right = run(2, "{}", input("start", 9));
        assertThat(differences(left, right)).containsExactly("start:  / \"" + "9".repeat(64) + "\"");
    }
}
