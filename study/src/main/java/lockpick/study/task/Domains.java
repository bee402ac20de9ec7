package lockpick.study.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.study.setting.Setting;

/** Some of a task's problems, by their domains. */
public record Domains(
        @Setting(help = "a way of grouping the task's problems, such as category")
        String grouping,

        @Setting(help = "domains of it", minItems = 1) List<String> domains) {

    public Domains {
        domains = List.copyOf(domains);
    }

    /** Whether a problem belongs to one of them. @param ofProblem its domains, by the way of grouping */
    public boolean have(Map<String, String> ofProblem) {
        return domains.contains(ofProblem.getOrDefault(grouping, ""));
    }

    /** The problems of some domains; all of them where none are named. */
    public static ProblemSet only(Optional<Domains> domains, ProblemSet problems) {
        return domains.map(named -> problems.where(problem -> named.have(problem.domains())))
                .orElse(problems);
    }

    /** {@code algebra, geometry}. */
    @Override
    public String toString() {
        return String.join(", ", domains);
    }
}
