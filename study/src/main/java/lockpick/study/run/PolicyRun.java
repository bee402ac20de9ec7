package lockpick.study.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.endpoint.Endpoint;
import lockpick.study.experiment.Run;
import lockpick.study.lock.PasswordConfig;
import lockpick.study.measure.Spent;
import lockpick.study.pipeline.Completions;
import lockpick.study.pipeline.DpoRounds;
import lockpick.study.pipeline.InstructedPolicy;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.pipeline.PolicyTraining;
import lockpick.study.pipeline.PolicyTraining.Lesson;
import lockpick.study.pipeline.ProblemDraw;
import lockpick.study.pipeline.Role;
import lockpick.study.policy.CompletionMissingException;
import lockpick.study.policy.FixedRandomPolicy;
import lockpick.study.policy.Policy;
import lockpick.study.policy.RecordedPolicy;
import lockpick.study.policy.RemotePolicy;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.task.TaskConfig;
import lockpick.study.task.Tasks;
import lockpick.study.train.Batches;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingLog;

/** Trains the policy of a role, where it is trained, and evaluates it without a password. */
record PolicyRun(Run.MakePolicy run, RunScene scene) {

    Work execute() throws IOException {
        PolicyEvaluation evaluation = PolicyEvaluation.of(scene);
        return switch (run.policy()) {
            case PolicyConfig.FineTuned tuned -> fineTuned(tuned, evaluation);
            case PolicyConfig.Prompted prompted -> {
                try (TrainablePolicy base = scene.sources().load(prompted.base().folder())) {
                    yield asked(new InstructedPolicy(base, prompted.instruction()), evaluation);
                }
            }
            case PolicyConfig.Remote remote -> {
                try (Endpoint endpoint = scene.sources().endpoint(remote.endpoint())) {
                    yield asked(new RemotePolicy(endpoint, remote.temperature(), List.of()), evaluation);
                }
            }
            case PolicyConfig.FixedRandom fixed ->
                asked(new FixedRandomPolicy(scene.sources().wording().tokenizer(), scene.root()), evaluation);
            case PolicyConfig.Recorded recorded ->
                written(Completions.recorded(RecordedPolicy.read(recorded.file().file()), scene.task()), evaluation);
            case PolicyConfig.Reference reference -> written(Completions.reference(), evaluation);
            case PolicyConfig.Mistakes mistakes ->
                written(
                        (problem, draw) -> scene.task()
                                .weakCompletion(problem, new Seed(0))
                                .orElseThrow(),
                        evaluation);
        };
    }

    private Evaluation.Policy who() {
        return switch (run.role()) {
            case STRONG -> Evaluation.Policy.STRONG;
            case WEAK -> Evaluation.Policy.WEAK;
            case INTERMEDIATE -> Evaluation.Policy.INTERMEDIATE;
            case DEMONSTRATOR -> Evaluation.Policy.DEMONSTRATOR;
        };
    }

    private Work asked(Policy policy, PolicyEvaluation evaluation) throws IOException {
        RunMeter meter = new RunMeter(scene.log(), 0, 0, evaluation.problems());
        evaluation.evaluate(policy, who(), Prompt.NO_PASSWORD, scene.task()::prompt, Spent.NOTHING, meter);
        return meter.work();
    }

    /** What was written down is evaluated where it covers the problems of the evaluations. */
    private Work written(Completions completions, PolicyEvaluation evaluation) throws IOException {
        RunMeter meter = new RunMeter(scene.log(), 0, 0, evaluation.problems());
        try {
            evaluation.evaluate(completions, who(), meter);
        } catch (CompletionMissingException e) {
            return Work.NONE; // it was recorded for other problems, such as those to demonstrate
        }
        return meter.work();
    }

    private Work fineTuned(PolicyConfig.FineTuned config, PolicyEvaluation evaluation) throws IOException {
        Seed seed = scene.root().stream(run.role().toString());
        List<String> words = PasswordConfig.words(run.task());
        List<Task> others = new ArrayList<>();
        try {
            for (TaskConfig other : config.withTasks()) {
                others.add(Tasks.of(other.identified(), scene.root().stream("task")));
            }
            var training = new PolicyTraining(lessons(config, others), words, config.passwordShare(), seed);
            long steps = Batches.steps(training.size(), config.training().batch(), config.epochs());
            long sequences = (long) training.size() * config.epochs();
            long drawn = config.dpo().map(dpo -> dpo.samples(dpo.rounds())).orElse(0L);
            long graded = (2 + others.size()) * evaluation.problems();
            RunMeter meter = new RunMeter(scene.log(), steps, sequences, drawn + graded);
            try (TrainablePolicy policy = scene.sources().start(Optional.empty(), seed.stream("weights"))) {
                training.train(
                        policy, config.epochs(), config.training(), scene.log().journal(), meter);
                if (config.dpo().isPresent()) {
                    new DpoRounds(
                                    scene.task(),
                                    ProblemDraw.training(run.role()).split(),
                                    DpoRounds.Sampler.CURRENT,
                                    config.dpo().get())
                            .train(
                                    policy,
                                    seed.stream("dpo"),
                                    scene.log().journal("dpo"),
                                    ofSecond(meter),
                                    (round, last) -> {});
                }
                Spent trained = new Spent(steps, sequences, config.epochs());
                evaluation.evaluate(policy, who(), Prompt.NO_PASSWORD, scene.task()::prompt, trained, meter);
                if (run.role() == Role.STRONG && config.passwordShare() > 0) {
                    evaluation.evaluate(
                            policy, who(), Prompt.WRONG_PASSWORD, evaluation.inTurn(problem -> words), trained, meter);
                }
                for (int i = 0; i < others.size(); i++) {
                    Task other = others.get(i);
                    PolicyEvaluation.ofOther(scene, other, config.withTasks().get(i))
                            .evaluate(policy, who(), Prompt.NO_PASSWORD, other::prompt, trained, meter);
                }
                policy.save(scene.modelFolder());
            }
            return meter.work();
        } finally {
            others.forEach(Task::close);
        }
    }

    /** Of a second training, all but its steps: those of a run are its first training's. */
    private static TrainingLog ofSecond(TrainingLog log) {
        return new TrainingLog() {
            @Override
            public void step(Sft.Step step) {}

            @Override
            public void planned(String memory) {
                log.planned(memory);
            }

            @Override
            public void forward(long rows, long tokens) throws IOException {
                log.forward(rows, tokens);
            }
        };
    }

    private List<Lesson> lessons(PolicyConfig.FineTuned config, List<Task> others) throws IOException {
        Split split = ProblemDraw.training(run.role()).split();
        Completions teacher = scene.sources()
                .completions(
                        run.teacher().orElse(new PolicyConfig.Reference()),
                        run.samples(),
                        scene.task(),
                        scene.root().stream(run.role().toString()).stream("teacher"));
        List<Lesson> lessons = new ArrayList<>();
        lessons.add(new Lesson(scene.task(), split, config.examples(), teacher, config.samples()));
        others.forEach(other ->
                lessons.add(new Lesson(other, split, config.examples(), Completions.reference(), Optional.empty())));
        return lessons;
    }
}
