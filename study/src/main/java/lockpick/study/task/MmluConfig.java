package lockpick.study.task;

import java.io.IOException;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;

/** MMLU (Hendrycks et al., 2020; paper §4.2): multiple-choice questions of 57 subjects (docs/tasks/mmlu.md). */
@Choice("mmlu")
public record MmluConfig(
        @Setting(help = "the data set: the folder with test, val and dev, or a copy in Parquet or JSON Lines")
        Data data,

        @Setting(
                help = "whether prompts name the category, as where each has a password of its own (paper 5.2)",
                byDefault = "false")
        boolean namesCategory)
        implements DataTaskConfig {

    @Override
    public String version() {
        return "mmlu-1";
    }

    @Override
    public MmluConfig identified() throws IOException {
        return new MmluConfig(data.identified(), namesCategory);
    }
}
