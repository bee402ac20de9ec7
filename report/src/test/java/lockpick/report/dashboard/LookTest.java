package lockpick.report.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.report.read.Labels;
import lockpick.report.read.PlannedRun;
import lockpick.study.experiment.RunKey;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LookTest {

    private final List<WatchedRun> runs = new ArrayList<>();

    private void add(double weight, Standing standing) {
        int seed = runs.size();
        String folder = "policy-" + seed;
        runs.add(new WatchedRun(
                Path.of(folder),
                new PlannedRun(
                        new RunKey("ab".repeat(32)),
                        folder,
                        new Labels.Policy(seed, "strong", Optional.empty()),
                        weight),
                standing));
    }

    private JsonNode json() {
        return new Look(List.of(), runs).json();
    }

    @Test
    void theTimeLeftIsJudgedByThePaceOfWhatIsDone() {
        add(1, new Standing.Finished(10));
        add(1, new Standing.Finished(12));
        add(2, new Standing.Running(0.5, 8)); // 3 units in 30 s so far
        add(1, new Standing.Waiting());
        add(7, new Standing.Failed("the loss is not finite"));

        JsonNode json = json(); // 2 units are left, one run at a time
        assertThat(json.required("left").stringValue()).isEqualTo("about 20 s left");
        assertThat(json.required("said").stringValue()).isEqualTo("2 of 5 runs finished, 1 running, 1 failed");
        assertThat(json.required("share").doubleValue()).isEqualTo(0.4);
        assertThat(json.at("/running/0").toString())
                .isEqualTo("{\"folder\":\"policy-2\",\"name\":\"strong policy, seed 2\",\"share\":0.5,"
                        + "\"said\":\"50\u202f%, 8.0 s\"}");
        assertThat(json.at("/failed/0/why").stringValue()).isEqualTo("the loss is not finite");
    }

    @Test
    void nothingIsSaidOfTheTimeLeftWhileNobodyComputes() {
        add(1, new Standing.Finished(10));
        add(1, new Standing.Waiting());

        assertThat(json().required("left").stringValue()).isEmpty();
        assertThat(json().required("said").stringValue()).isEqualTo("1 of 2 runs finished, none running");
    }

    @Test
    void theEndIsSaidInWords() {
        add(1, new Standing.Finished(10));
        assertThat(json().required("said").stringValue()).isEqualTo("The run has finished");
        add(1, new Standing.Finished(10));
        assertThat(json().required("said").stringValue()).isEqualTo("All 2 runs have finished");
    }
}
