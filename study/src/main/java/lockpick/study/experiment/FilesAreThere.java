package lockpick.study.experiment;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;

/** Models, recordings and data sets lie where settings say; {@link SplitsAreLargeEnough} looks for the task's own. */
final class FilesAreThere implements StudyRule {

    private static final String TASK = "task.data.path";

    @Override
    public List<Problem> check(Reading<Study> study) {
        Map<String, Object> parts = new TreeMap<>(study.parts());
        return parts.entrySet().stream()
                .filter(part ->
                        part.getKey().endsWith(".path") && !part.getKey().equals(TASK))
                .filter(part -> part.getValue() instanceof String path && !new File(path).exists())
                .map(part -> new Problem(
                        study.line(part.getKey()),
                        part.getKey(),
                        part.getValue().toString(),
                        "no such file or folder"))
                .toList();
    }
}
