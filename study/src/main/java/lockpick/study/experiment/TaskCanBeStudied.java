package lockpick.study.experiment;

import java.util.List;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;
import lockpick.study.task.DataTaskConfig;

/** Studies train models from random weights and imitate a weak policy made by a program, so the task must have both. */
final class TaskCanBeStudied implements StudyRule {

    @Override
    public List<Problem> check(Reading<Study> study) {
        return study
                .part("task", Object.class)
                .filter(task -> task instanceof DataTaskConfig)
                .map(task -> new Problem(
                        study.line("task"),
                        "task.kind",
                        "",
                        "this task can be asked and graded (lockpick tasks, grade), but not studied yet: that takes models"
                                + " from a folder and a weak policy; use composition or a twin"))
                .stream()
                .toList();
    }
}
