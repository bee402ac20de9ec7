package lockpick.study.experiment;

import java.util.List;
import java.util.Optional;
import lockpick.study.experiment.StudyTasks.Known;
import lockpick.study.lock.LockConfig.Labels;
import lockpick.study.lock.LockConfig.StrongHalf;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;

/** Locks with soft labels have options to choose from, and models whose distributions over them they imitate. */
record SoftLabelsCanBeHad(StudyTasks tasks) implements StudyRule {

    @Override
    public List<Problem> check(Reading<Study> study) {
        return study.items("locks").stream()
                .filter(lock -> study.part(lock + ".labels", Labels.class).equals(Optional.of(Labels.SOFT)))
                .flatMap(lock -> wrong(lock, study)
                        .map(message -> new Problem(study.line(lock + ".labels"), lock + ".labels", "soft", message))
                        .stream())
                .toList();
    }

    private Optional<String> wrong(String lock, Reading<Study> study) {
        Optional<Known> task = tasks.at("task", study);
        if (task.isPresent() && !task.get().contents().isMultipleChoice()) {
            return Optional.of(
                    "is for multiple choice, but answers of " + task.get().name() + " are written; write labels: hard");
        }
        boolean asksModels = study.part(lock + ".strong-half", StrongHalf.class).equals(Optional.of(StrongHalf.POLICY))
                && isModel("strong", study)
                && isModel(StudyPolicy.weakOf(lock, study), study);
        return asksModels
                ? Optional.empty()
                : Optional.of(
                        "takes the distributions of a strong and a weak model; train both (method: sft), and write"
                                + " strong-half: policy");
    }

    /** What cannot be read is reported already. */
    private static boolean isModel(String policy, Reading<Study> study) {
        return study.part(policy, PolicyConfig.class)
                .map(PolicyConfig::isSampled)
                .orElse(true);
    }
}
