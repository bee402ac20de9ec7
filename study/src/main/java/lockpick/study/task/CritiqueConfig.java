package lockpick.study.task;

import java.io.IOException;
import lockpick.study.grade.critique.EmbedderConfig;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;

/** Critiques of wrong programs (paper §4.2, E.2; docs/tasks/critique.md). */
@Choice("critique")
public record CritiqueConfig(
        @Setting(help = "rows with problem, program, explanation and perhaps id: JSON Lines, JSON, CSV or Parquet")
        Data data,

        @Setting(help = "what tells how alike two critiques are", byDefault = "{embedder: minilm}")
        EmbedderConfig similarity)
        implements DataTaskConfig {

    @Override
    public String version() {
        return "critique-1";
    }

    @Override
    public CritiqueConfig identified() throws IOException {
        return new CritiqueConfig(data.identified(), similarity);
    }
}
