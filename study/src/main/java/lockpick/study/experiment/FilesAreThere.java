package lockpick.study.experiment;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;

/** Models, recordings and prompts lie where settings say; {@link TasksCanBeRead} looks for the data of tasks. */
final class FilesAreThere implements StudyRule {

    private static final String OF_TASK = ".data.path";

    @Override
    public List<Problem> check(Reading<Study> study) {
        Map<String, Object> parts = new TreeMap<>(study.parts());
        return parts.entrySet().stream()
                .filter(part -> isPlace(part.getKey()))
                .filter(part -> part.getValue() instanceof String path && !new File(path).exists())
                .map(part -> new Problem(
                        study.line(part.getKey()),
                        part.getKey(),
                        part.getValue().toString(),
                        "no such file or folder"))
                .toList();
    }

    private static boolean isPlace(String path) {
        return path.endsWith(".prompt-file") || (path.endsWith(".path") && !path.endsWith(OF_TASK));
    }
}
