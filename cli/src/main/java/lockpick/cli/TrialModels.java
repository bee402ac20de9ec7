package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lockpick.report.read.FinishedRun;
import lockpick.report.read.Labels;
import lockpick.report.read.PlannedRun;
import lockpick.report.read.StudyIndex;
import lockpick.study.lock.Control;

/**
 * The locks and controls of a study, on which an audit is tried.
 *
 * @param all in the order of the study
 */
record TrialModels(List<Made> all) {

    /**
     * @param run the name of its folder, which does not tell what it is
     * @param label such as {@code password, never-locked}
     */
    record Made(String run, String label, long seed, Control madeAs) {}

    TrialModels {
        all = List.copyOf(all);
    }

    /**
     * @param study its file
     * @throws MistakeException unless all of them are made
     */
    static TrialModels of(Path runs, Path study) throws IOException {
        String name = lockpick.study.run.StudyIndex.name(study);
        List<Made> made = new ArrayList<>();
        for (PlannedRun run : StudyIndex.read(runs, name).runs()) {
            if (run.labels() instanceof Labels.Lock lock && !lock.isGiven()) {
                if (FinishedRun.read(runs, run).isEmpty()) {
                    throw new MistakeException(lock.lock() + " of seed " + lock.seed() + " is not made; lockpick lock "
                            + study + " makes what is missing");
                }
                made.add(new Made(run.folder(), lock.lock(), lock.seed(), madeAs(lock)));
            }
        }
        return new TrialModels(made);
    }

    private static Control madeAs(Labels.Lock lock) {
        return Stream.of(Control.values())
                .filter(control -> control.toString().equals(lock.control()))
                .findFirst()
                .orElse(Control.NONE);
    }

    /**
     * The run of the never-capable model of the next seed: not of its own, since there the suspect may be that model, or one
     * with the same data.
     *
     * @throws MistakeException if there is none
     */
    String controlFor(Made suspect) {
        List<Made> others = all.stream()
                .filter(made -> made.madeAs() == Control.NEVER_CAPABLE && made.seed() != suspect.seed())
                .toList();
        return Stream.concat(others.stream().filter(made -> made.seed() > suspect.seed()), others.stream())
                .findFirst()
                .map(Made::run)
                .orElseThrow(
                        () -> new MistakeException(
                                "no never-capable control of another seed than " + suspect.seed()
                                        + " among the locks; give the study controls and two seeds or more, or name a control by --control"));
    }
}
