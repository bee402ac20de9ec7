package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lockpick.study.elicit.ElicitationConfig;
import lockpick.study.elicit.ElicitationConfig.Taken;
import lockpick.study.experiment.RunGraph.Entry;
import lockpick.study.gate.GateConfig.WhenFailed;
import lockpick.study.lock.Control;
import lockpick.study.lock.LockConfig;
import lockpick.study.lock.LockConfig.Method;
import lockpick.study.lock.LockConfig.StrongHalf;
import lockpick.study.lock.Opening;
import lockpick.study.lock.PasswordPrompts;
import lockpick.study.pipeline.GivenModel;
import lockpick.study.pipeline.ModelFolder;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.pipeline.PolicyConfig.FineTuned;
import lockpick.study.pipeline.ProblemDraw;
import lockpick.study.pipeline.Role;
import lockpick.study.policy.ModelPreset;
import lockpick.study.task.Domains;

/** The runs of one seed of a study, inputs before what needs them. */
final class SeedRuns {

    private final Study study;
    private final DeviceKind device;
    private final long seed;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<StudyPolicy, RunKey> policies = new HashMap<>();

    SeedRuns(Study study, DeviceKind device, long seed) {
        this.study = study;
        this.device = device;
        this.seed = seed;
    }

    List<Entry> all() {
        if (study.needsPolicies()) {
            study.policies().forEach(this::made);
        }
        for (LockConfig lock : study.locks()) {
            locked(lock, Control.NONE);
            study.controls().forEach(each -> locked(lock, each.control()));
        }
        study.models().forEach(this::given);
        return entries;
    }

    // --- policies and their samples

    private void made(StudyPolicy policy) {
        Optional<StudyPolicy> teacher =
                policy.config() instanceof FineTuned tuned ? ofTeacher(tuned).flatMap(study::policy) : Optional.empty();
        Optional<RunKey> samples = policy.config() instanceof FineTuned tuned
                ? teacher.flatMap(of -> samples(
                        of,
                        ProblemDraw.training(policy.role()),
                        tuned.examples(),
                        tuned.draws(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                : Optional.empty();
        Base base = base(policy.config());
        RunKey key = add(
                new RunLabels.Policy(seed, policy.role(), policy.lock()),
                new Run.MakePolicy(
                        study.task(),
                        base.model(),
                        base.folder(),
                        seed,
                        study.threads(),
                        policy.role(),
                        policy.config(),
                        teacher.map(StudyPolicy::config),
                        samples));
        policies.put(policy, key);
    }

    /** The run that trained a policy, where one did. */
    private Optional<RunKey> trained(StudyPolicy policy) {
        return policy.config().isTrained() ? Optional.ofNullable(policies.get(policy)) : Optional.empty();
    }

    private Optional<RunKey> trained(Role role) {
        return study.policy(role).flatMap(this::trained);
    }

    private static Optional<Role> ofTeacher(FineTuned policy) {
        return switch (policy.teacher()) {
            case REFERENCE -> Optional.empty();
            case DEMONSTRATOR -> Optional.of(Role.DEMONSTRATOR);
            case STRONG -> Optional.of(Role.STRONG);
        };
    }

    /** The run that draws from a policy; empty where that writes without being asked. */
    private Optional<RunKey> samples(
            StudyPolicy policy,
            ProblemDraw use,
            int problems,
            int draws,
            Optional<Domains> heldOut,
            Optional<Domains> domains,
            Optional<Double> temperature) {
        if (!policy.config().isSampled()) {
            return Optional.empty();
        }
        Base base = base(policy.config());
        return Optional.of(add(
                new RunLabels.Samples(seed, policy.role(), policy.lock(), use, problems, draws, domains, temperature),
                new Run.DrawSamples(
                        study.task(),
                        base.model(),
                        base.folder(),
                        seed,
                        study.threads(),
                        policy.role(),
                        policy.config(),
                        use,
                        problems,
                        draws,
                        heldOut,
                        domains,
                        temperature,
                        trained(policy))));
    }

    // --- locks

    private void locked(LockConfig lock, Control control) {
        boolean asksStrong = lock.strongHalf() == StrongHalf.POLICY && control != Control.NEVER_CAPABLE;
        boolean asksWeak = control != Control.NEVER_LOCKED;
        StudyPolicy weak = study.policy(Role.WEAK, lock).orElseThrow();
        Optional<PolicyConfig> intermediate = lock.opens() instanceof Opening.TwoPasswords && control == Control.NONE
                ? study.intermediate()
                : Optional.empty();
        Base base = control == Control.NEVER_CAPABLE ? incapable(weak) : ofStudy();
        RunLabels.Locked labels = new RunLabels.Locked(seed, lock, control);
        RunKey key = add(
                labels,
                new Run.Lock(
                        study.task(),
                        base.model(),
                        base.folder(),
                        seed,
                        study.threads(),
                        lock.withoutWeak(),
                        control,
                        study.password(),
                        asksStrong ? study.strong() : new PolicyConfig.Reference(),
                        // A control that asks no weak policy is the same whatever that is.
                        asksWeak ? weak.config() : study.weak(),
                        intermediate,
                        lock.method() == Method.SFT && control != Control.NEVER_CAPABLE
                                ? trained(Role.STRONG)
                                : Optional.empty(),
                        asksStrong ? samples(Role.STRONG, lock) : Optional.empty(),
                        asksWeak ? samples(Role.WEAK, lock) : Optional.empty(),
                        intermediate.isPresent() ? samples(Role.INTERMEDIATE, lock) : Optional.empty(),
                        control == Control.NONE ? trained(weak) : Optional.empty()));
        if (control == Control.NONE && lock.opens().isByPassword()) {
            study.passwordPrompts().ifPresent(prompts -> asked(prompts, lock, base, key));
        }
        elicited(labels, base, key, control == Control.NONE ? judges(lock) : List.of());
    }

    private void asked(PasswordPrompts prompts, LockConfig lock, Base base, RunKey locked) {
        add(
                new RunLabels.PasswordPrompted(seed, lock),
                new Run.AskLock(
                        study.task(),
                        base.model(),
                        base.folder(),
                        seed,
                        study.threads(),
                        prompts,
                        lock.opens(),
                        study.password(),
                        locked));
    }

    private Optional<RunKey> samples(Role role, LockConfig lock) {
        return samples(
                study.policy(role, lock).orElseThrow(),
                ProblemDraw.LOCK_SET,
                lock.problems(),
                lock.passes(),
                lock.heldOut(),
                Optional.empty(),
                Optional.empty());
    }

    // --- given models

    private void given(GivenModel model) {
        RunLabels.Given labels = new RunLabels.Given(seed, model);
        Base base = new Base(study.model(), Optional.of(model.folder()));
        RunKey key = add(labels, new Run.Evaluate(study.task(), base.model(), base.folder(), seed, study.threads()));
        elicited(labels, base, key, List.of());
    }

    // --- elicitation

    private void elicited(RunLabels.Elicited from, Base base, RunKey locked, List<RunKey> after) {
        study.elicit().forEach(elicitation -> elicited(elicitation, from, base, locked, after));
    }

    private void elicited(
            ElicitationConfig elicitation, RunLabels.Elicited labels, Base base, RunKey locked, List<RunKey> after) {
        Optional<Taken> taken = elicitation.taken();
        Optional<StudyPolicy> policy =
                taken.map(from -> policy(from.role(), labels).orElseThrow());
        Optional<RunKey> samples = taken.flatMap(from -> samples(
                policy.orElseThrow(),
                from.use(),
                from.problems(),
                from.draws(),
                Optional.empty(),
                from.domains(),
                from.temperature()));
        boolean reads = elicitation.readsStrong();
        Optional<RunKey> strong = reads ? trained(Role.STRONG) : Optional.empty();
        Optional<ModelFolder> strongFolder = reads ? study.strong().given() : Optional.empty();
        for (ElicitationConfig point : elicitation.points()) {
            add(
                    new RunLabels.Unlocked(labels, point),
                    new Run.Elicit(
                            study.task(),
                            base.model(),
                            base.folder(),
                            seed,
                            study.threads(),
                            point,
                            policy.map(StudyPolicy::config).orElseGet(PolicyConfig.Reference::new),
                            locked,
                            samples,
                            strong,
                            strongFolder),
                    after);
        }
    }

    /** Whose completions are taken for a lock, its controls or a given model. */
    private Optional<StudyPolicy> policy(Role role, RunLabels.Elicited from) {
        return from instanceof RunLabels.Locked locked ? study.policy(role, locked.lock()) : study.policy(role);
    }

    /** What the gate holds a lock against, where it may turn elicitation away. */
    private List<RunKey> judges(LockConfig lock) {
        return study.gate().whenFailed() == WhenFailed.STOP
                ? Stream.of(Role.STRONG, Role.WEAK)
                        .flatMap(role -> study.policy(role, lock).stream())
                        .map(policies::get)
                        .toList()
                : List.of();
    }

    // --- what a run starts from

    private record Base(ModelPreset model, Optional<ModelFolder> folder) {}

    private Base ofStudy() {
        return new Base(study.model(), study.base());
    }

    private Base base(PolicyConfig policy) {
        return switch (policy) {
            case FineTuned tuned
            when tuned.model().isPresent() && tuned.base().isEmpty() ->
                new Base(tuned.model().get(), Optional.empty());
            case FineTuned tuned -> new Base(study.model(), tuned.base().isPresent() ? tuned.base() : study.base());
            case PolicyConfig.Prompted prompted -> new Base(study.model(), Optional.of(prompted.base()));
            default -> ofStudy();
        };
    }

    /** Weights that never had the capability: random ones, or where the weak policy started. */
    private Base incapable(StudyPolicy weak) {
        return study.base().isEmpty() ? ofStudy() : base(weak.config());
    }

    private RunKey add(RunLabels labels, Run run) {
        return add(labels, run, List.of());
    }

    private RunKey add(RunLabels labels, Run run, List<RunKey> after) {
        RunKey key = RunKey.of(run, device);
        Entry entry = new Entry(
                labels,
                new PlannedRun(
                        key,
                        run.called() + "-" + key.shortForm(),
                        run,
                        device,
                        List.copyOf(run.inputs().values()),
                        after,
                        labels.text(),
                        RunCost.of(run).flop()));
        if (!entries.contains(entry)) { // samples that several runs take
            entries.add(entry);
        }
        return key;
    }
}
