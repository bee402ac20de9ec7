package lockpick.report.page;

import lockpick.report.read.Labels;
import lockpick.report.table.Format;
import lockpick.study.experiment.RunLabels;

/** What pages call a run, such as {@code sft of sft-12.5k, demonstrations weak, k 4, rate 1e-4, seed 0}. */
public final class RunName {

    private RunName() {}

    public static String of(Labels labels) {
        String name = switch (labels) {
            case Labels.Policy policy -> policy.called();
            case Labels.Samples samples ->
                "samples of " + samples.role()
                        + samples.lock().map(" of "::concat).orElse("") + " for " + samples.use();
            case Labels.Lock lock -> (lock.isGiven() ? "given model " : "lock ") + lock.lock();
            case Labels.PasswordPrompted prompted -> "password prompts of " + prompted.lock();
            case Labels.Elicited elicited ->
                elicited.kind() + " of " + elicited.lock()
                        + (elicited.settings().isEmpty() ? "" : ", " + RunLabels.words(elicited.settings()))
                        + (elicited.learningRate() > 0 ? ", rate " + Format.learningRate(elicited.learningRate()) : "");
        };
        return name + ", seed " + labels.seed();
    }
}
