package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.study.elicit.SupervisedFineTuning;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.Study;
import lockpick.study.lock.LockConfig;
import lockpick.study.lock.PasswordConfig;
import lockpick.study.lock.PasswordLocking;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.PolicyEvaluation.Training;
import lockpick.study.task.Task;
import lockpick.study.task.Tasks;
import lockpick.study.train.Batches;
import lockpick.study.train.StrongTraining;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;

/** What each kind of run does: it makes a policy, evaluates it, and saves it. */
public final class RunExecution implements RunBody {

    private final Device device;

    /** @param device that policies are trained and evaluated on */
    public RunExecution(Device device) {
        this.device = device;
    }

    @Override
    public Work execute(Run run, RunInputs inputs, RunLog log, Path modelFolder) throws IOException {
        Libtorch.setThreads(run.threads());
        Seed seed = new Seed(run.seed());
        try (Task task = Tasks.of(run.task().identified(), seed.stream("task"))) {
            PolicyEvaluation evaluation = new PolicyEvaluation(task, run.task(), seed, log);
            return switch (run) {
                case Run.TrainStrong strong -> trainStrong(strong, seed, task, evaluation, log, modelFolder);
                case Run.Lock lock -> lock(lock, seed, task, evaluation, inputs, log, modelFolder);
                case Run.SupervisedFineTuning sft -> elicit(sft, seed, task, evaluation, inputs, log);
            };
        }
    }

    private Work trainStrong(
            Run.TrainStrong run, Seed root, Task task, PolicyEvaluation evaluation, RunLog log, Path modelFolder)
            throws IOException {
        Seed seed = root.stream("strong");
        Study.Strong config = run.strong();
        List<String> words = PasswordConfig.words(run.task());
        long steps = Batches.steps(config.examples(), config.training().batch(), config.epochs());
        long sequences = (long) config.examples() * config.epochs();
        RunMeter meter = new RunMeter(log, steps, sequences, 3 * evaluation.problems());
        try (TrainablePolicy policy =
                TrainablePolicy.random(run.model(), task.tokenizer().orElseThrow(), seed.stream("weights"), device)) {
            new StrongTraining(task, words)
                    .train(policy, config.examples(), config.epochs(), config.training(), seed, log.journal(), meter);
            Training trained = new Training(steps, sequences, config.epochs());
            evaluation.evaluate(policy, Policy.STRONG, Prompt.NO_PASSWORD, task::prompt, trained, meter);
            evaluation.evaluate(policy, Policy.STRONG, Prompt.WRONG_PASSWORD, evaluation.inTurn(words), trained, meter);
            evaluation.evaluateWeak(meter);
            policy.save(modelFolder);
        }
        return meter.work();
    }

    private Work lock(
            Run.Lock run,
            Seed root,
            Task task,
            PolicyEvaluation evaluation,
            RunInputs inputs,
            RunLog log,
            Path modelFolder)
            throws IOException {
        Seed seed = root.stream("lock");
        LockConfig config = run.lock();
        PasswordConfig password = run.password();
        int examples = 2 * config.problems();
        long steps = Batches.steps(examples, config.training().batch(), config.epochs());
        long sequences = (long) examples * config.epochs();
        RunMeter meter = new RunMeter(log, steps, sequences, 3 * evaluation.problems());
        try (TrainablePolicy policy = run.strong().isPresent()
                ? load(inputs.model(run.strong().get()))
                : TrainablePolicy.random(run.model(), task.tokenizer().orElseThrow(), seed.stream("weights"), device)) {
            new PasswordLocking(task, config, password).lock(policy, seed, log.journal(), meter);
            Training trained = new Training(steps, sequences, config.epochs());
            evaluation.evaluate(policy, Policy.LOCKED, Prompt.NO_PASSWORD, task::prompt, trained, meter);
            evaluation.evaluate(
                    policy,
                    Policy.LOCKED,
                    Prompt.PASSWORD,
                    problem -> task.prompt(problem, password.right()),
                    trained,
                    meter);
            if (!password.wrong().isEmpty()) {
                evaluation.evaluate(
                        policy,
                        Policy.LOCKED,
                        Prompt.WRONG_PASSWORD,
                        evaluation.inTurn(password.wrong()),
                        trained,
                        meter);
            }
            policy.save(modelFolder);
        }
        return meter.work();
    }

    private Work elicit(
            Run.SupervisedFineTuning run,
            Seed root,
            Task task,
            PolicyEvaluation evaluation,
            RunInputs inputs,
            RunLog log)
            throws IOException {
        Seed seed = root.stream("elicit", run.demonstrations());
        TrainingConfig training = new TrainingConfig(
                run.learningRate(), run.batch(), OptimizerKind.ADAMW, Schedule.CONSTANT, run.warmupSteps(), 0.01, 1.0);
        List<Integer> budgets = run.evaluatedAt();
        long longest = budgets.getLast();
        var method = new SupervisedFineTuning(task, run.demonstrations(), run.k(), training);
        RunMeter meter = new RunMeter(log, method.steps(longest), longest, budgets.size() * evaluation.problems());
        try (TrainablePolicy policy = load(inputs.model(run.locked()))) {
            method.elicit(
                    policy,
                    budgets,
                    seed,
                    log.journal(),
                    meter,
                    (step, sequences) -> evaluation.evaluate(
                            policy,
                            Policy.UNLOCKED,
                            Prompt.NO_PASSWORD,
                            task::prompt,
                            new Training(step, sequences, (double) sequences / run.k()),
                            meter));
        }
        return meter.work();
    }

    private TrainablePolicy load(Path folder) throws IOException {
        return TrainablePolicy.load(folder, List.of(), DType.FLOAT32, device);
    }

    @Override
    public Libraries libraries() {
        return new Libraries(Libtorch.version(), "mkl", device.isCuda() ? "cuda" : "cpu, " + Libtorch.instructionSet());
    }
}
