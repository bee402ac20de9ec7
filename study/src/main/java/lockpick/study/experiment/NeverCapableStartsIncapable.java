package lockpick.study.experiment;

import java.util.List;
import lockpick.study.pipeline.ModelFolder;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;
import lockpick.study.setting.Words;

/** The control that never had the capability starts from random weights, or from where the weak policy started. */
final class NeverCapableStartsIncapable implements StudyRule {

    @Override
    public List<Problem> check(Reading<Study> study) {
        boolean asked = study.part("controls", List.class)
                .filter(controls -> controls.contains(StudyControl.NEVER_CAPABLE))
                .isPresent();
        if (!asked || study.part("base", ModelFolder.class).isEmpty()) {
            return List.of();
        }
        List<String> withoutModel = study.items("locks").stream()
                .map(lock -> StudyPolicy.weakOf(lock, study))
                .distinct()
                .filter(path -> study.part(path, PolicyConfig.class)
                        .filter(weak -> !isModelOfItsOwn(weak))
                        .isPresent())
                .map(path -> path + ".method")
                .toList();
        if (withoutModel.isEmpty()) {
            return List.of();
        }
        return List.of(new Problem(
                study.line("controls"),
                "controls",
                "never-capable",
                "would start from base, which may have the capability; write controls: [never-locked], or give a weak"
                        + " policy with a model of its own (" + Words.all(withoutModel) + ": sft or prompted)"));
    }

    private static boolean isModelOfItsOwn(PolicyConfig weak) {
        return switch (weak) {
            case PolicyConfig.FineTuned trained -> true;
            case PolicyConfig.Prompted prompted -> true;
            case PolicyConfig.Reference reference -> false;
            case PolicyConfig.Mistakes mistakes -> false;
            case PolicyConfig.Recorded recorded -> false;
            case PolicyConfig.Remote remote -> false;
            case PolicyConfig.FixedRandom fixed -> false;
        };
    }
}
