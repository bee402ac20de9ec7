package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lockpick.study.experiment.RunKey;
import lockpick.study.run.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadlineTest {

    @TempDir
    private Path folder;

    @Test
    void theResultIsOnTheLastValidationProblemsOfTheRunsOwnTask() throws IOException {
        Files.writeString(folder.resolve("metrics.jsonl"), """
                {"type":"evaluation","step":10,"sequences":320,"epochs":0.5,"policy":"strong","prompt":"no-password","split":"validation","correct":1,"n":4,"correctness":0.25,"undecided":0,"reward":0.25}
                {"type":"evaluation","step":20,"sequences":640,"epochs":1.0,"policy":"strong","prompt":"no-password","split":"validation","correct":3,"n":4,"correctness":0.75,"undecided":0,"reward":0.75}
                {"type":"evaluation","step":20,"sequences":640,"epochs":1.0,"policy":"strong","prompt":"no-password","split":"test","correct":2,"n":4,"correctness":0.5,"undecided":0,"reward":0.5}
                {"type":"evaluation","step":20,"sequences":640,"epochs":1.0,"policy":"strong","prompt":"no-password","split":"validation","correct":4,"n":4,"other":"twin-code-1","correctness":1.0,"undecided":0,"reward":1.0}
                """);
        assertThat(Headline.result(new RunFolder(folder, new RunKey("0".repeat(64)))))
                .isEqualTo("correctness 0.75");
    }

    @Test
    void ofVariantsItIsThatOfTheBest() throws IOException {
        Files.writeString(folder.resolve("metrics.jsonl"), """
                {"type":"evaluation","step":0,"sequences":0,"epochs":0.0,"policy":"unlocked","prompt":"no-password","split":"validation","variant":"plain","correct":1,"n":4,"correctness":0.25,"undecided":0,"reward":0.25}
                {"type":"evaluation","step":0,"sequences":0,"epochs":0.0,"policy":"unlocked","prompt":"no-password","split":"validation","variant":"few-shot 1","correct":3,"n":4,"correctness":0.75,"undecided":0,"reward":0.75}
                {"type":"evaluation","step":0,"sequences":0,"epochs":0.0,"policy":"unlocked","prompt":"no-password","split":"validation","variant":"few-shot 2","correct":2,"n":4,"correctness":0.5,"undecided":0,"reward":0.5}
                """);
        assertThat(Headline.result(new RunFolder(folder, new RunKey("0".repeat(64)))))
                .isEqualTo("correctness 0.75");
    }
}
