package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lockpick.study.lock.LockConfig;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;

/** Figures tell locks and given models apart by their names. */
final class NamesDiffer implements StudyRule {

    @Override
    public List<Problem> check(Reading<Study> study) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        for (String lock : study.items("locks")) {
            study.part(lock, LockConfig.class)
                    .ifPresent(config -> differs(lock, config.called(), "lock", study, seen, problems));
        }
        for (String model : study.items("models")) {
            study.part(model + ".name", String.class)
                    .ifPresent(name -> differs(model, name, "model", study, seen, problems));
        }
        return problems;
    }

    private static void differs(
            String path,
            String name,
            String kind,
            Reading<Study> study,
            Map<String, String> seen,
            List<Problem> problems) {
        String first = seen.putIfAbsent(name, path);
        if (first != null) {
            problems.add(new Problem(
                    study.line(path + ".name"),
                    path + ".name",
                    name,
                    "is the name of " + first + " already; give each " + kind + " a name of its own"));
        }
    }
}
