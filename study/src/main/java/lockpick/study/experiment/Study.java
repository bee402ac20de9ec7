package lockpick.study.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lockpick.study.elicit.ElicitationConfig;
import lockpick.study.gate.GateConfig;
import lockpick.study.lock.LockConfig;
import lockpick.study.lock.PasswordConfig;
import lockpick.study.lock.PasswordPrompts;
import lockpick.study.pipeline.GivenModel;
import lockpick.study.pipeline.ModelFolder;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.pipeline.Role;
import lockpick.study.policy.ModelPreset;
import lockpick.study.setting.Setting;
import lockpick.study.task.TaskConfig;

/** A study as its file gives it, with every default filled in. */
public record Study(
        @Setting(help = "what the report is called") String title,

        @Setting(help = "what the study asks, in a few sentences; shown at the top of the report", byDefault = "''")
        String about,

        @Setting(
                help = "seeds: functions, initial weights and data all follow from one",
                byDefault = "[0, 1, 2]",
                min = 0,
                minItems = 1)
        List<Long> seeds,

        @Setting(
                help = "CPU threads of each run; part of the result, since the order of sums depends on it",
                byDefault = "1",
                min = 1,
                max = 1024)
        int threads,

        @Setting(help = "the task") TaskConfig task,

        @Setting(help = "size of the decoder, where it starts from random weights", byDefault = "nano")
        ModelPreset model,

        @Setting(help = "model folder to start from in place of random weights; model is then of no account")
        Optional<ModelFolder> base,

        @Setting(help = "the strong policy, which has the capability and is never locked")
        PolicyConfig strong,

        @Setting(
                help = "the weak policy, which the locked one imitates without the password; a lock may have its own",
                byDefault = "{method: mistakes}")
        PolicyConfig weak,

        @Setting(help = "the policy that locks with a second password imitate with that (paper Fig 16)")
        Optional<PolicyConfig> intermediate,

        @Setting(help = "the policy that writes the strong policy's demonstrations, if that learns from any")
        Optional<PolicyConfig> demonstrator,

        @Setting(help = "the right password and the wrong ones", byDefault = "{}")
        PasswordConfig password,

        @Setting(help = "the locks to make", byDefault = "[]")
        List<LockConfig> locks,

        @Setting(
                help =
                        "models to elicit from as they are, beside the locks or in their place; nothing is known about them,"
                                + " so there is no gate, no control and no ceiling",
                byDefault = "[]")
        List<GivenModel> models,

        @Setting(
                help = "what is made of every lock's data besides the lock, so that elicitation can be told from"
                        + " teaching: never-locked is strong everywhere, never-capable weak everywhere",
                byDefault = "[never-locked, never-capable]")
        List<StudyControl> controls,

        @Setting(
                help = "what a lock must show before anybody picks it; one that fails is not elicited from, unless"
                        + " when-failed says so",
                byDefault = "{}")
        GateConfig gate,

        @Setting(
                help =
                        "what is asked of every lock by who knows its password, beside what the gate asks (paper Fig 14);"
                                + " nothing by default, and {} is all of it")
        Optional<PasswordPrompts> passwordPrompts,

        @Setting(help = "the ways to elicit, each applied to every lock and every given model", byDefault = "[]")
        List<ElicitationConfig> elicit,

        @Setting(help = "what is said of the results, for the report to judge; no run depends on it", byDefault = "[]")
        List<StudyClaim> claims) {

    public Study {
        password = password.orThoseOf(task);
        seeds = List.copyOf(seeds);
        locks = locks.stream()
                .map(lock -> lock.weak().equals(Optional.of(weak)) ? lock.withoutWeak() : lock)
                .toList();
        models = List.copyOf(models);
        controls = List.copyOf(controls);
        elicit = List.copyOf(elicit);
        claims = List.copyOf(claims);
    }

    /**
     * The same task and methods for other models, in place of the study's locks and models. What the study claims is of
     * those, and left out.
     *
     * @param given at least one, after which the study is called
     * @param seeds of this study
     */
    public Study of(List<GivenModel> given, List<Long> seeds) {
        return new Study(
                title + ": " + given.getFirst().name(),
                about,
                seeds,
                threads,
                task,
                model,
                base,
                strong,
                weak,
                intermediate,
                demonstrator,
                password,
                List.of(),
                given,
                List.of(),
                gate,
                Optional.empty(),
                elicit,
                List.of());
    }

    /** The policy of a role, where the study has one. */
    Optional<StudyPolicy> policy(Role role) {
        Optional<PolicyConfig> config = switch (role) {
            case STRONG -> Optional.of(strong);
            case WEAK -> Optional.of(weak);
            case INTERMEDIATE -> intermediate;
            case DEMONSTRATOR -> demonstrator;
        };
        return config.map(policy -> new StudyPolicy(role.toString(), role, Optional.empty(), policy));
    }

    /** The same for one of the study's locks, which may have a weak policy of its own. */
    Optional<StudyPolicy> policy(Role role, LockConfig lock) {
        Optional<StudyPolicy> own = lock.weak()
                .filter(weak -> role == Role.WEAK)
                .map(weak -> new StudyPolicy(
                        "locks[" + locks.indexOf(lock) + "].weak", role, Optional.of(lock.called()), weak));
        return own.isPresent() ? own : policy(role);
    }

    /** Every policy that some lock imitates, or that given models meet in their elicitation, each role's together. */
    List<StudyPolicy> policies() {
        boolean withoutLock = locks.isEmpty() || !models.isEmpty();
        return Stream.of(Role.values())
                .flatMap(role -> Stream.concat(
                        withoutLock || role != Role.WEAK ? policy(role).stream() : Stream.of(),
                        locks.stream().flatMap(lock -> policy(role, lock).stream())))
                .distinct()
                .toList();
    }

    /** Whether any run needs the policies: locks do, given models only where a method takes what a policy writes. */
    boolean needsPolicies() {
        return models.isEmpty()
                || !locks.isEmpty()
                || elicit.stream().anyMatch(method -> method.taken().isPresent());
    }

    /** The same with everything filled in that depends on files: the hashes of data, models and recordings, prompts. */
    Study identified() throws IOException {
        List<LockConfig> identified = new ArrayList<>();
        for (LockConfig lock : locks) {
            identified.add(lock.identified());
        }
        List<GivenModel> given = new ArrayList<>();
        for (GivenModel model : models) {
            given.add(model.identified());
        }
        List<ElicitationConfig> methods = new ArrayList<>();
        for (ElicitationConfig elicitation : elicit) {
            methods.add(elicitation.identified());
        }
        return new Study(
                title,
                about,
                seeds,
                threads,
                task.identified(),
                model,
                base.isPresent() ? Optional.of(base.get().identified()) : Optional.empty(),
                strong.identified(),
                weak.identified(),
                intermediate.isPresent() ? Optional.of(intermediate.get().identified()) : Optional.empty(),
                demonstrator.isPresent() ? Optional.of(demonstrator.get().identified()) : Optional.empty(),
                password,
                identified,
                given,
                controls,
                gate,
                passwordPrompts,
                methods,
                claims);
    }
}
