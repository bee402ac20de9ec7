package lockpick.study.task;

import java.io.IOException;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;
import lockpick.study.task.math.MathForm;

/** MATH (Hendrycks et al., 2021; paper §4.2): competition problems with worked solutions (docs/tasks/math.md). */
@Choice("math")
public record MathConfig(
        @Setting(help = "the data set: the folder with train and test, or a copy in JSON Lines or Parquet")
        Data data,

        @Setting(
                help = "when an answer is right: hendrycks compares normal forms, as the paper; exact compares values",
                byDefault = "hendrycks")
        MathForm.Metric metric)
        implements DataTaskConfig {

    @Override
    public String version() {
        return "math-" + metric.word() + "-1";
    }

    @Override
    public MathConfig identified() throws IOException {
        return new MathConfig(data.identified(), metric);
    }
}
