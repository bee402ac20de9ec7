package lockpick.study.elicit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.elicit.Elicitation.Evaluation;
import lockpick.study.elicit.ProblemPool.Asked;
import lockpick.study.grade.Grade;
import lockpick.study.measure.Spent;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.task.Problem;
import lockpick.study.task.Task;
import lockpick.study.train.Batches;
import lockpick.study.train.Journal;
import lockpick.study.train.MaskGuard;
import lockpick.study.train.Round;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingLog;

/**
 * What expert iteration and filtering share (paper §6.1): each round takes one completion of every problem of the round,
 * keeps the best, and trains the policy on them by SFT, from where the last round left weights and optimizer. The two
 * differ in who writes the completions.
 *
 * @param pool problems in the order in which the rounds ask them
 * @param first demonstrations of the first stage; empty where there is none
 */
record BestSampleTuning(Task task, Plan plan, ProblemPool pool, List<Demonstration> first, Sampler sampler) {

    /** Who writes the completions. */
    interface Sampler {

        /** One completion of each problem, in their order. @param round from 1 */
        List<String> sample(List<Asked> asked, int round) throws IOException;

        /** Tokens that it takes to write completions; none where they have been written before. */
        default long tokens(List<String> completions) {
            return 0;
        }
    }

    /**
     * The settings of a point: one number that is kept, one learning rate.
     *
     * @param epochs passes of each round over its completions
     * @param batch sequences in each step
     */
    record Plan(
            Rounds rounds,
            BestSamples best,
            int epochs,
            int batch,
            SweptTraining training,
            Optional<FirstStage> first) {

        Map<String, Object> labels() {
            Map<String, Object> labels = new LinkedHashMap<>();
            labels.put("keep", best.keep().getFirst());
            labels.put("reward", best.reward().toString());
            best.judge().ifPresent(model -> labels.put("judge", model.model()));
            labels.put("only_correct", best.onlyCorrect());
            labels.put("train_on", best.trainOn().toString());
            labels.put("epochs", epochs);
            first.ifPresent(stage -> {
                labels.put("first_by", stage.by().toString());
                labels.put("first_k", stage.k());
                labels.put("first_epochs", stage.epochs());
            });
            labels.putAll(training.labels());
            return labels;
        }

        Effort effort() {
            long steps = first.map(stage -> Batches.steps(stage.k(), batch, stage.epochs()))
                    .orElse(0L);
            long sequences =
                    first.map(stage -> (long) stage.k() * stage.epochs()).orElse(0L);
            for (int round = 1; round <= rounds.count(); round++) {
                int shown = best.mostShown(round, rounds.problems());
                steps += Batches.steps(shown, batch, epochs);
                sequences += (long) shown * epochs;
            }
            return new Effort(
                    steps,
                    sequences,
                    rounds.samples(rounds.count()),
                    rounds.evaluations() + (first.isPresent() ? 1 : 0));
        }
    }

    /**
     * Trains in place. Completions are drawn and graded once, also if the run is killed: the policy may be past them.
     *
     * @param seed of ties and of the order of training
     */
    void tune(TrainablePolicy policy, Seed seed, Journal journal, TrainingLog log, Evaluation evaluation)
            throws IOException {
        new MaskGuard(policy).checkReferences(task, pool.problems());
        try (Sft sft = new Sft(
                policy, plan.training().config(plan.batch()), plan.effort().steps(), journal, log)) {
            Progress progress = new Progress(sft, log);
            if (plan.first().isPresent()) {
                progress.train(first, plan.first().get().epochs(), seed.stream("first order"));
                evaluation.evaluate(new Attempt(policy, task::prompt, Optional.of("first stage"), progress.spent(0)));
            }
            List<GradedCompletion> shown = List.of();
            for (int round = 1; round <= plan.rounds().count(); round++) {
                List<Asked> asked = pool.round(round - 1, plan.rounds().problems());
                int now = round;
                List<GradedCompletion> graded =
                        journal.once("round-" + round, GradedCompletion.class, () -> graded(asked, now));
                log.forward(
                        graded.size(),
                        sampler.tokens(graded.stream()
                                .map(GradedCompletion::completion)
                                .toList()));
                List<GradedCompletion> best = plan.best().of(graded, seed.stream("ties", round));
                log.round(summary(round, graded, best));
                shown = plan.best().shown(shown, best);
                progress.train(
                        shown.stream().map(this::demonstration).toList(), plan.epochs(), seed.stream("order", round));
                if (plan.rounds().isEvaluated(round)) {
                    evaluation.evaluate(new Attempt(policy, task::prompt, progress.spent(round)));
                }
            }
        }
    }

    private List<GradedCompletion> graded(List<Asked> asked, int round) throws IOException {
        List<Problem> problems = asked.stream().map(Asked::problem).toList();
        List<String> completions = sampler.sample(asked, round);
        List<Grade> grades = task.grade(problems, completions);
        List<GradedCompletion> graded = new ArrayList<>();
        for (int i = 0; i < problems.size(); i++) {
            graded.add(new GradedCompletion(problems.get(i), completions.get(i), grades.get(i)));
        }
        return graded;
    }

    private Demonstration demonstration(GradedCompletion graded) {
        return new Demonstration(task.prompt(graded.problem()), graded.completion());
    }

    private Round summary(int round, List<GradedCompletion> graded, List<GradedCompletion> best) {
        return new Round(
                round,
                plan.rounds().samples(round),
                graded.size(),
                meanReward(graded),
                Math.toIntExact(
                        graded.stream().filter(each -> each.grade().isCorrect()).count()),
                best.size(),
                meanReward(best),
                graded.stream().mapToDouble(plan.best()::reward).distinct().count() == 1);
    }

    private double meanReward(List<GradedCompletion> graded) {
        return graded.stream().mapToDouble(plan.best()::reward).average().orElse(0);
    }

    /** How far SFT has come, over all rounds. */
    private final class Progress {

        private final Sft sft;
        private final TrainingLog log;
        private Sft.Step last = Sft.Step.NONE;
        private int epochs;

        Progress(Sft sft, TrainingLog log) {
            this.sft = sft;
            this.log = log;
        }

        void train(List<Demonstration> shown, int passes, Seed order) throws IOException {
            for (int pass = 0; pass < passes; pass++) {
                for (List<Demonstration> batch :
                        Batches.shuffled(shown.size(), shown::get, plan.batch(), order.stream("pass", pass))) {
                    last = sft.learn(batch);
                    log.step(last);
                }
            }
            epochs += passes;
        }

        /** @param rounds that are done */
        Spent spent(int rounds) {
            long samples = plan.rounds().samples(rounds);
            return new Spent(last.step(), last.sequences(), epochs, last.tokens(), samples, samples + first.size());
        }
    }
}
