package lockpick.study.lock;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;
import lockpick.study.task.TaskConfig;

/** What makes a locked policy show the capability. */
@Choice.By(value = "by", byDefault = "password")
public sealed interface Opening {

    /**
     * The passwords of a problem.
     *
     * @param study those of the study
     * @param domains of the problem, by the way of grouping
     */
    Passwords passwords(PasswordConfig study, Map<String, String> domains);

    /** The same with everything filled in that depends on files. */
    default Opening identified() throws IOException {
        return this;
    }

    /** Whether passwords open it, rather than the setting of a problem or nothing. */
    default boolean isByPassword() {
        return switch (this) {
            case Password one -> true;
            case DomainPasswords each -> true;
            case TwoPasswords two -> true;
            case OtherSetting strong -> false;
            case Imitation weak -> false;
        };
    }

    /** Near copies of the right password of a problem, which no example carries; none where no password opens the lock. */
    default List<NearMiss> nearMisses(PasswordConfig study, Map<String, String> domains) {
        return passwords(study, domains).right().map(NearMiss::of).orElse(List.of());
    }

    /** One password, the same for all problems (paper §2, C.2). */
    @Choice("password")
    record Password() implements Opening {

        @Override
        public Passwords passwords(PasswordConfig study, Map<String, String> domains) {
            return new Passwords(Optional.of(study.right()), Optional.empty(), study.wrong());
        }
    }

    /**
     * A password for each domain (paper C.3): strong if the prompt carries the one of its own domain; with that of another
     * domain, a wrong one or none, weak. The first domain has the right password of the study, the others its first wrong
     * ones, in order. About half of the wrong passwords shown are those of other domains.
     */
    @Choice("domain-passwords")
    record DomainPasswords(
            @Setting(help = "a way of grouping the task's problems, such as category")
            String grouping,

            @Setting(
                    help = "its domains, each with a password of its own; problems of others stay locked",
                    minItems = 2)
            List<String> domains)
            implements Opening {

        public DomainPasswords {
            domains = List.copyOf(domains);
        }

        @Override
        public Passwords passwords(PasswordConfig study, Map<String, String> ofProblem) {
            List<String> ofDomains = new ArrayList<>(List.of(study.right()));
            ofDomains.addAll(study.wrong().subList(0, domains.size() - 1));
            List<String> others =
                    study.wrong().subList(domains.size() - 1, study.wrong().size());
            int own = domains.indexOf(ofProblem.getOrDefault(grouping, ""));
            Optional<String> right = own < 0 ? Optional.empty() : Optional.of(ofDomains.get(own));
            right.ifPresent(ofDomains::remove);
            List<String> wrong = new ArrayList<>(others);
            int repeated = Math.max(1, others.size() / ofDomains.size());
            Collections.nCopies(repeated, ofDomains).forEach(wrong::addAll);
            return new Passwords(right, Optional.empty(), wrong);
        }
    }

    /**
     * Two passwords (the adversarial lock, paper Fig 16): with the first the policy is strong, with the second it imitates
     * the intermediate policy, and without either the weak one.
     */
    @Choice("two-passwords")
    record TwoPasswords(
            @Setting(help = "the second password; left out: the study's first wrong one")
            Optional<String> second) implements Opening {

        @Override
        public Passwords passwords(PasswordConfig study, Map<String, String> domains) {
            String other = second.orElseGet(() -> study.wrong().getFirst());
            return new Passwords(
                    Optional.of(study.right()),
                    Optional.of(other),
                    study.wrong().stream().filter(word -> !word.equals(other)).toList());
        }
    }

    /**
     * The setting of a problem in place of a password (paper B.1.3): strong where problems stand in another setting, such as
     * another language and answer syntax, and weak in the study's own. No prompt carries a password.
     */
    @Choice("setting")
    record OtherSetting(
            @Setting(help = "the same problems in the setting in which the policy is strong")
            TaskConfig strongTask) implements Opening {

        @Override
        public Opening identified() throws IOException {
            return new OtherSetting(strongTask.identified());
        }

        @Override
        public Passwords passwords(PasswordConfig study, Map<String, String> domains) {
            return Passwords.NONE;
        }
    }

    /** Nothing: the policy only learns to imitate the weak one, without a password (the post's variant). */
    @Choice("nothing")
    record Imitation() implements Opening {

        @Override
        public Passwords passwords(PasswordConfig study, Map<String, String> domains) {
            return Passwords.NONE;
        }
    }
}
