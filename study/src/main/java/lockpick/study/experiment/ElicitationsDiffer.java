package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.study.elicit.ElicitationConfig;
import lockpick.study.elicit.SupervisedFineTuning;
import lockpick.study.elicit.SupervisedFineTuning.EpochRule;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;

/** Every elicitation has a budget, and no result is asked for twice with different settings. */
final class ElicitationsDiffer implements StudyRule {

    @Override
    public List<Problem> check(Reading<Study> study) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        for (String elicitation : study.items("elicit")) {
            budget(study, elicitation, problems);
            repeated(study, elicitation, seen, problems);
            sameLabels(study, elicitation, seen, problems);
        }
        return problems;
    }

    private static void budget(Reading<Study> study, String elicitation, List<Problem> problems) {
        String epochs = elicitation + ".epochs";
        boolean none = study.part(epochs, EpochRule.class)
                .filter(rule -> rule == EpochRule.NONE)
                .isPresent();
        if (none && study.isEmptyList(elicitation + ".budgets")) {
            problems.add(new Problem(
                    study.line(epochs),
                    epochs,
                    "none",
                    "leaves no training budget; give budgets, or write paper-rule"));
        }
    }

    /** Reports tell the points of a method apart by their labels. */
    private static void sameLabels(
            Reading<Study> study, String elicitation, Map<String, String> seen, List<Problem> problems) {
        Optional<ElicitationConfig> config = study.part(elicitation, ElicitationConfig.class)
                .filter(method -> !(method instanceof SupervisedFineTuning.Config));
        if (config.isEmpty()) {
            return;
        }
        for (ElicitationConfig point : config.get().points()) {
            String first = seen.putIfAbsent(point.method() + " " + point.labels(), elicitation);
            if (first != null && !first.equals(elicitation)) {
                problems.add(new Problem(
                        study.line(elicitation),
                        elicitation,
                        "",
                        first + " asks for " + point.method() + " with the same "
                                + String.join(", ", point.labels().keySet()) + " already; drop one"));
                return;
            }
        }
    }

    private static void repeated(
            Reading<Study> study, String elicitation, Map<String, String> seen, List<Problem> problems) {
        Optional<SupervisedFineTuning.Config> config = study.part(elicitation, SupervisedFineTuning.Config.class);
        if (config.isEmpty()) {
            return;
        }
        SupervisedFineTuning.Config sft = config.get();
        for (String path : study.items(elicitation + ".k")) {
            int k = study.part(path, Integer.class).orElseThrow();
            String shown = "sft " + sft.demonstrations() + sft.domains() + k
                    + sft.training().lora();
            String first = seen.putIfAbsent(shown, elicitation);
            if (first != null && !first.equals(elicitation)) {
                problems.add(new Problem(
                        study.line(path),
                        path,
                        String.valueOf(k),
                        first + " asks for the same demonstrations and k already; drop one"));
            }
        }
    }
}
