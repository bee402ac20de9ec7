package lockpick.cli;

import java.util.ArrayList;
import java.util.List;
import lockpick.study.experiment.Study;
import lockpick.study.setting.Nearest;
import lockpick.study.setting.Words;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which locks and which seeds of a study are meant; all where none is named. */
final class LocksOption {

    @Option(names = "--lock", paramLabel = "NAME", description = "this lock only; may be given several times")
    private List<String> locks = new ArrayList<>();

    @Mixin
    private SeedsOption seeds = new SeedsOption();

    /** @param known what the study has */
    List<String> names(List<String> known) {
        return chosen("--lock", locks, known);
    }

    List<Long> seeds(Study study) {
        return seeds.of(study);
    }

    /** Those that an option names, or all that are known. */
    static List<String> chosen(String option, List<String> wanted, List<String> known) {
        for (String name : wanted) {
            if (!known.contains(name)) {
                throw new MistakeException(option + " = " + name + ": the study has " + Words.all(known)
                        + Nearest.to(name, known)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
            }
        }
        return wanted.isEmpty() ? known : wanted;
    }
}
