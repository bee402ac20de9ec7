package lockpick.cli;

import java.util.ArrayList;
import java.util.List;
import lockpick.study.experiment.Study;
import lockpick.study.setting.Nearest;
import lockpick.study.setting.Words;
import picocli.CommandLine.Option;

/** Which locks and which seeds of a study are meant; all where none is named. */
final class LocksOption {

    @Option(names = "--lock", paramLabel = "NAME", description = "this lock only; may be given several times")
    private List<String> locks = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "this seed only; may be given several times")
    private List<Long> seeds = new ArrayList<>();

    /** @param known what the study has */
    List<String> names(List<String> known) {
        return chosen("--lock", locks, known);
    }

    List<Long> seeds(Study study) {
        for (long seed : seeds) {
            if (!study.seeds().contains(seed)) {
                throw new MistakeException("--seed = " + seed + ": the study has "
                        + Words.all(study.seeds().stream().map(String::valueOf).toList()));
            }
        }
        return seeds.isEmpty() ? study.seeds() : seeds.stream().distinct().toList();
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
