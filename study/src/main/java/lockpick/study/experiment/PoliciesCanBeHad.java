package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.study.elicit.ElicitationConfig;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.pipeline.PolicyConfig.FineTuned;
import lockpick.study.pipeline.PolicyConfig.Teacher;
import lockpick.study.pipeline.Role;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;
import lockpick.study.task.DataTaskConfig;

/** Every policy that some run needs has what it is made of. */
record PoliciesCanBeHad(StudyTasks tasks) implements StudyRule {

    @Override
    public List<Problem> check(Reading<Study> reading) {
        return reading.value()
                .filter(Study::needsPolicies)
                .map(study -> check(study, reading))
                .orElse(List.of());
    }

    private List<Problem> check(Study study, Reading<Study> reading) {
        List<Problem> problems = new ArrayList<>();
        boolean isOfFiles = study.task() instanceof DataTaskConfig;
        for (StudyPolicy of : study.policies()) {
            PolicyConfig policy = of.config();
            String path = of.path();
            if (policy instanceof PolicyConfig.Mistakes && isOfFiles) {
                problems.add(problem(
                        reading,
                        path + ".method",
                        "mistakes",
                        "this task's problems come from files, and no program makes mistakes in them; use recorded,"
                                + " sft, prompted, remote or fixedrdm"));
            }
            if (policy instanceof PolicyConfig.Prompted prompted && prompted.temperature() != 1) {
                ofOptions(reading, path + ".temperature", prompted.temperature())
                        .ifPresent(problems::add);
            }
            if (policy instanceof FineTuned tuned) {
                teacher(study, reading, of, tuned, problems);
                if (isOfFiles
                        && tuned.base().isEmpty()
                        && (tuned.model().isPresent() || study.base().isEmpty())) {
                    problems.add(noTokenizer(reading, path));
                }
            }
        }
        taken(study, reading, problems);
        return problems;
    }

    private Optional<Problem> ofOptions(Reading<Study> reading, String path, double temperature) {
        return tasks.at("task", reading)
                .filter(task -> task.contents().isMultipleChoice())
                .map(task -> problem(
                        reading,
                        path,
                        String.valueOf(temperature),
                        "is of no account for " + task.name()
                                + ", whose options are drawn as likely as the policy finds them; leave it out"));
    }

    private static void taken(Study study, Reading<Study> reading, List<Problem> problems) {
        for (String elicitation : reading.items("elicit")) {
            reading.part(elicitation, ElicitationConfig.class)
                    .flatMap(ElicitationConfig::taken)
                    .filter(from -> study.policy(from.role()).isEmpty())
                    .ifPresent(from -> problems.add(problem(
                            reading,
                            elicitation,
                            "",
                            "takes completions of the " + from.role() + " policy, and the study has none; give "
                                    + from.role())));
        }
    }

    private static void teacher(
            Study study, Reading<Study> reading, StudyPolicy of, FineTuned policy, List<Problem> problems) {
        String path = of.path() + ".teacher";
        if (of.role() == Role.DEMONSTRATOR) {
            problems.add(problem(
                    reading,
                    "demonstrator.method",
                    "sft",
                    "the demonstrator only shows what others learn; use recorded, remote, prompted or reference"));
        } else if (policy.teacher() == Teacher.STRONG && of.role() == Role.STRONG) {
            problems.add(problem(
                    reading,
                    path,
                    "strong",
                    "the strong policy cannot learn from itself; use reference or demonstrator"));
        } else if (policy.teacher() == Teacher.DEMONSTRATOR
                && study.demonstrator().isEmpty()) {
            problems.add(problem(reading, path, "demonstrator", "the study has none; give demonstrator"));
        }
    }

    private static Problem noTokenizer(Reading<Study> reading, String path) {
        return problem(
                reading,
                path,
                "",
                "this task has no tokenizer for models with random weights; give base, a model folder to start from");
    }

    private static Problem problem(Reading<Study> reading, String path, String given, String message) {
        return new Problem(reading.line(path), path, given, message);
    }
}
