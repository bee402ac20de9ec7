package lockpick.study.elicit;

import lockpick.study.grade.Grade;
import lockpick.study.task.Problem;

/** What a policy wrote for a problem, and what the grader says of it. */
record GradedCompletion(Problem problem, String completion, Grade grade) {}
