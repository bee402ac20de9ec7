package lockpick.cli;

import java.util.ArrayList;
import java.util.List;
import lockpick.study.experiment.Study;
import lockpick.study.setting.Words;
import picocli.CommandLine.Option;

/** Which seeds of a study are meant; all where none is named. */
final class SeedsOption {

    @Option(names = "--seed", paramLabel = "N", description = "this seed only; may be given several times")
    private List<Long> seeds = new ArrayList<>();

    List<Long> of(Study study) {
        for (long seed : seeds) {
            if (!study.seeds().contains(seed)) {
                throw new MistakeException("--seed = " + seed + ": the study has "
                        + Words.all(study.seeds().stream().map(String::valueOf).toList()));
            }
        }
        return seeds.isEmpty() ? study.seeds() : seeds.stream().distinct().toList();
    }
}
