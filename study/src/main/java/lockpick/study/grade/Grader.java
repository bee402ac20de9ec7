package lockpick.study.grade;

import lockpick.study.task.Problem;

/** Judges completions. */
public interface Grader {

    Grade grade(Problem problem, String completion);
}
