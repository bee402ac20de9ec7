package lockpick.study.experiment;

import java.util.List;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;

/** Whoever elicits has a lock or a given model to work on. */
final class ElicitationsHaveModels implements StudyRule {

    @Override
    public List<Problem> check(Reading<Study> study) {
        boolean none = study.isEmptyList("locks") && study.isEmptyList("models");
        return none && !study.items("elicit").isEmpty()
                ? List.of(new Problem(
                        study.line("locks"),
                        "locks",
                        "[]",
                        "elicit needs a lock to work on; give one, or a model in models"))
                : List.of();
    }
}
