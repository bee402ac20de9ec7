package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.study.elicit.ElicitationConfig;
import lockpick.study.endpoint.EndpointConfig;
import lockpick.study.grade.critique.EmbedderConfig;
import lockpick.study.lock.Control;
import lockpick.study.lock.LockConfig;
import lockpick.study.lock.Opening;
import lockpick.study.lock.PasswordConfig;
import lockpick.study.lock.PasswordPrompts;
import lockpick.study.pipeline.ModelFolder;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.pipeline.ProblemDraw;
import lockpick.study.pipeline.Role;
import lockpick.study.policy.ModelPreset;
import lockpick.study.setting.Choice;
import lockpick.study.task.CritiqueConfig;
import lockpick.study.task.Domains;
import lockpick.study.task.TaskConfig;

/**
 * One run of a study's graph: everything that decides its result, and nothing else. Two runs with equal settings have
 * the same {@link RunKey} and share one folder, whichever study asks for them.
 */
@Choice.By("kind")
public sealed interface Run {

    TaskConfig task();

    ModelPreset model();

    /** The model folder that it starts from, or that those have started from on which it builds. */
    Optional<ModelFolder> base();

    /** The seed of the study this run belongs to; every random draw of the run comes from a named stream of it. */
    long seed();

    /** CPU threads; they decide the order of sums. */
    int threads();

    /** The runs that it builds on, by what it takes from them: {@code strong}, {@code weak-samples}, {@code locked}. */
    default Map<String, RunKey> inputs() {
        Map<String, RunKey> inputs = new LinkedHashMap<>();
        switch (this) {
            case MakePolicy run -> run.samples().ifPresent(key -> inputs.put("samples", key));
            case DrawSamples run -> run.trained().ifPresent(key -> inputs.put("trained", key));
            case Lock run -> {
                run.start().ifPresent(key -> inputs.put("start", key));
                run.strongSamples().ifPresent(key -> inputs.put("strong-samples", key));
                run.weakSamples().ifPresent(key -> inputs.put("weak-samples", key));
                run.intermediateSamples().ifPresent(key -> inputs.put("intermediate-samples", key));
                run.weakPolicy().ifPresent(key -> inputs.put("weak-policy", key));
            }
            case AskLock run -> inputs.put("locked", run.locked());
            case Evaluate run -> {}
            case Elicit run -> {
                inputs.put("locked", run.locked());
                run.samples().ifPresent(key -> inputs.put("samples", key));
                run.strong().ifPresent(key -> inputs.put("strong", key));
            }
        }
        return inputs;
    }

    /** Every task whose problems it learns or is asked, its own first. */
    default List<TaskConfig> tasks() {
        List<TaskConfig> tasks = new ArrayList<>(List.of(task()));
        switch (this) {
            case MakePolicy run -> {
                if (run.policy() instanceof PolicyConfig.FineTuned tuned) {
                    tasks.addAll(tuned.withTasks());
                }
            }
            case Lock run -> {
                tasks.addAll(run.lock().withTasks());
                if (run.lock().opens() instanceof Opening.OtherSetting setting) {
                    tasks.add(setting.strongTask());
                }
            }
            case DrawSamples run -> {}
            case AskLock run -> {}
            case Evaluate run -> {}
            case Elicit run -> {}
        }
        return tasks;
    }

    /** Every service that it asks: for completions, for ratings, for vectors of critiques. */
    default List<EndpointConfig> services() {
        List<EndpointConfig> services = new ArrayList<>();
        for (TaskConfig task : tasks()) {
            if (task instanceof CritiqueConfig critique
                    && critique.similarity() instanceof EmbedderConfig.Service similarity) {
                services.add(similarity.endpoint());
            }
        }
        switch (this) {
            case MakePolicy run -> run.policy().service().ifPresent(services::add);
            case DrawSamples run -> run.policy().service().ifPresent(services::add);
            case Elicit run -> run.elicitation().judge().ifPresent(services::add);
            case Lock run -> {}
            case AskLock run -> {}
            case Evaluate run -> {}
        }
        return services;
    }

    /** What {@code run.json} calls this kind of run. */
    default String kind() {
        return getClass().getAnnotation(Choice.class).value();
    }

    /** What folders, tables and people call it: elicitation by its method. */
    default String called() {
        return this instanceof Elicit run ? run.elicitation().method() : kind();
    }

    /**
     * Trains the policy of a role, where it is trained, and evaluates it.
     *
     * @param teacher the policy that it learns from, where that is one of the study's
     * @param samples of the teacher, where that one is asked
     */
    @Choice("policy")
    record MakePolicy(
            TaskConfig task,
            ModelPreset model,
            Optional<ModelFolder> base,
            long seed,
            int threads,
            Role role,
            PolicyConfig policy,
            Optional<PolicyConfig> teacher,
            Optional<RunKey> samples)
            implements Run {}

    /**
     * Draws completions of a policy, once for all that use them.
     *
     * @param role of the policy
     * @param use decides the problems
     * @param problems how many
     * @param draws completions of each
     * @param heldOut domains whose problems are left out
     * @param domains those whose problems are taken alone
     * @param temperature in place of the policy's own
     * @param trained the run that made the policy, where one did
     */
    @Choice("samples")
    record DrawSamples(
            TaskConfig task,
            ModelPreset model,
            Optional<ModelFolder> base,
            long seed,
            int threads,
            Role role,
            PolicyConfig policy,
            ProblemDraw use,
            int problems,
            int draws,
            Optional<Domains> heldOut,
            Optional<Domains> domains,
            Optional<Double> temperature,
            Optional<RunKey> trained)
            implements Run {}

    /**
     * Makes a locked policy, or a control of one.
     *
     * @param lock without a weak policy of its own
     * @param strong the policy that the strong half shows
     * @param weak the lock's own weak policy, or else the study's
     * @param start the run whose policy it starts from, where it does not start from the base
     * @param strongSamples of the strong policy, where it is asked; likewise for the others
     * @param weakPolicy the run that made the weak policy, where one did: how near the lock comes to it is measured
     */
    @Choice("lock")
    record Lock(
            TaskConfig task,
            ModelPreset model,
            Optional<ModelFolder> base,
            long seed,
            int threads,
            LockConfig lock,
            Control control,
            PasswordConfig password,
            PolicyConfig strong,
            PolicyConfig weak,
            Optional<PolicyConfig> intermediate,
            Optional<RunKey> start,
            Optional<RunKey> strongSamples,
            Optional<RunKey> weakSamples,
            Optional<RunKey> intermediateSamples,
            Optional<RunKey> weakPolicy)
            implements Run {}

    /**
     * Asks a lock in ways that take its password.
     *
     * @param opens the lock, as the run had it that made the lock
     * @param locked the run that made it
     */
    @Choice("password-prompts")
    record AskLock(
            TaskConfig task,
            ModelPreset model,
            Optional<ModelFolder> base,
            long seed,
            int threads,
            PasswordPrompts prompts,
            Opening opens,
            PasswordConfig password,
            RunKey locked)
            implements Run {}

    /**
     * Evaluates a given model as it is: its base. The run keeps no copy of it, so that those which build on this one have
     * the same base.
     */
    @Choice("evaluate")
    record Evaluate(TaskConfig task, ModelPreset model, Optional<ModelFolder> base, long seed, int threads)
            implements Run {}

    /**
     * Applies a method of elicitation to a locked policy or a given model, evaluating without the password. Nothing here
     * says what the password is.
     *
     * @param elicitation one point of what a study sweeps
     * @param taken the policy whose completions the method takes
     * @param locked the run that made the policy, or evaluated the given model
     * @param samples of the policy taken from, where it is asked
     * @param strong the run that made the strong policy, where the method reads its model and a run made it
     * @param strongFolder where that model is given instead
     */
    @Choice("elicit")
    record Elicit(
            TaskConfig task,
            ModelPreset model,
            Optional<ModelFolder> base,
            long seed,
            int threads,
            ElicitationConfig elicitation,
            PolicyConfig taken,
            RunKey locked,
            Optional<RunKey> samples,
            Optional<RunKey> strong,
            Optional<ModelFolder> strongFolder)
            implements Run {}
}
