package lockpick.study.task;

import java.io.IOException;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;

/** GSM8K (Cobbe et al., 2021): grade-school arithmetic in words (docs/tasks/gsm8k.md). */
@Choice("gsm8k")
public record Gsm8kConfig(
        @Setting(help = "the data set: the folder with train.jsonl and test.jsonl, or a copy in Parquet")
        Data data) implements DataTaskConfig {

    @Override
    public String version() {
        return "gsm8k-1";
    }

    @Override
    public Gsm8kConfig identified() throws IOException {
        return new Gsm8kConfig(data.identified());
    }
}
