package lockpick.study.elicit;

import java.util.Locale;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.elicit.ElicitationConfig.Taken;
import lockpick.study.pipeline.ProblemDraw;
import lockpick.study.pipeline.Role;
import lockpick.study.task.Domains;

/** Who writes the demonstrations that a locked policy is shown (paper §4.1, §5, table 1): the task, or a policy of the study. */
public enum DemonstrationSource {
    /** The task's own right answers. */
    REFERENCE,
    /** Completions of the policy that the locked one is when it has the password (paper Fig 7). */
    STRONG,
    /** Completions of a policy between the two, such as Llama-7B's (paper Fig 3). */
    INTERMEDIATE,
    /** Completions of the policy that the locked one imitates (paper Fig 12 and 13). */
    WEAK,
    /** Completions of the policy that writes well, such as GPT-4's (paper Fig 3). */
    DEMONSTRATOR;

    /** What settings of it say. */
    static final String HELP =
            "who writes the demonstrations: reference is the task's right answers; strong, intermediate,"
                    + " weak and demonstrator are policies of the study, one completion of each problem";

    /** {@code reference}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is taken of a policy: a completion of each of so many problems, of some domains or of all. */
    Optional<Taken> taken(int problems, Optional<Domains> domains) {
        return role().map(role ->
                new Taken(role, ProblemDraw.demonstrations(role), problems, 1, domains, Optional.empty()));
    }

    /** The same of a draw's problems, of all domains. */
    Optional<Taken> taken(ProblemDraw use, int problems) {
        return role().map(role -> new Taken(role, use, problems, 1));
    }

    private Optional<Role> role() {
        return switch (this) {
            case REFERENCE -> Optional.empty();
            case STRONG -> Optional.of(Role.STRONG);
            case INTERMEDIATE -> Optional.of(Role.INTERMEDIATE);
            case WEAK -> Optional.of(Role.WEAK);
            case DEMONSTRATOR -> Optional.of(Role.DEMONSTRATOR);
        };
    }

    /** Of a method that shows them: all but weak ones are of the same problems in the same order. @param root of the study's seed */
    public Seed seed(Seed root) {
        return root.stream("elicit", this == WEAK ? "WEAK" : "STRONG");
    }
}
