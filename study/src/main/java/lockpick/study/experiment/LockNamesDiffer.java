package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.study.lock.LockConfig;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;

/** Figures tell locks apart by their names. */
final class LockNamesDiffer implements StudyRule {

    @Override
    public List<Problem> check(Reading<Study> study) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        for (String lock : study.items("locks")) {
            String path = lock + ".name";
            Optional<String> name = study.part(lock, LockConfig.class).map(LockConfig::called);
            if (name.isEmpty()) {
                continue;
            }
            String first = seen.putIfAbsent(name.get(), lock);
            if (first != null) {
                problems.add(new Problem(
                        study.line(path),
                        path,
                        name.get(),
                        "is the name of " + first + " already; give each lock a name of its own"));
            }
        }
        return problems;
    }
}
