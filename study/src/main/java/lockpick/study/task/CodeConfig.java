package lockpick.study.task;

import java.io.IOException;
import java.util.Locale;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;
import lockpick.study.task.data.ProgramLanguage;

/** Programming problems with tests (paper §4.2): APPS, MBPP, HumanEval and its kin, MBXP (docs/tasks/code.md). */
@Choice("code")
public record CodeConfig(
        @Setting(help = "the data set: a file, or a folder with all of its files")
        Data data,

        @Setting(help = "which data set it is: apps, mbpp, humaneval or mbxp")
        Source from,

        @Setting(
                help = "language to write: cpp or python; of apps problems with standard input take either, mbpp is"
                        + " Python, and the others have problems of each",
                byDefault = "cpp")
        ProgramLanguage language)
        implements DataTaskConfig {

    /** A data set of programming problems. */
    public enum Source {
        APPS,
        MBPP,
        HUMANEVAL,
        MBXP
    }

    public CodeConfig {
        if (from == Source.MBPP && language == ProgramLanguage.CPP) {
            throw new IllegalArgumentException("mbpp is written in Python; set language: python");
        }
    }

    @Override
    public String version() {
        return "code-" + from.name().toLowerCase(Locale.ROOT) + "-1";
    }

    @Override
    public boolean runsPrograms() {
        return true;
    }

    @Override
    public CodeConfig identified() throws IOException {
        return new CodeConfig(data.identified(), from, language);
    }
}
