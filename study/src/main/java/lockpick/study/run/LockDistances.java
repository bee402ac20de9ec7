package lockpick.study.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import lockpick.engine.generate.Scorer;
import lockpick.engine.loss.Sequence;
import lockpick.engine.loss.Target;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.experiment.Run;
import lockpick.study.lock.Control;
import lockpick.study.lock.LockConfig.Labels;
import lockpick.study.lock.LockConfig.Method;
import lockpick.study.lock.LockRows;
import lockpick.study.policy.FixedRandomPolicy;
import lockpick.study.policy.OptionLikelihoods;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;
import lockpick.study.run.DistanceMetric.Distance;
import lockpick.study.task.Problem;
import lockpick.study.task.Task;

/** Measures how far a locked policy is from those that it imitates and from the one that it started from. */
record LockDistances(Run.Lock run, RunScene scene, List<Problem> problems) {

    void measure(TrainablePolicy locked) throws IOException {
        if (run.control() != Control.NONE) {
            return;
        }
        Optional<FixedRandomPolicy> fixed = LockRows.fixedRandom(run.weak(), locked.wording(), scene.root());
        if (fixed.isPresent()) {
            log(Distance.KL_FROM_WEAK, fromFixed(fixed.get(), locked));
        }
        if (run.weakPolicy().isPresent()) {
            try (TrainablePolicy weak = scene.sources()
                    .load(scene.sources().inputs().model(run.weakPolicy().get()))) {
                log(Distance.KL_FROM_WEAK, divergences(weak, locked, scene.task()::prompt));
            }
        }
        if (run.lock().method() != Method.FROM_SCRATCH) {
            try (TrainablePolicy start = scene.sources().start(run.start(), scene.root())) {
                drift(start, locked);
                if (run.lock().labels() == Labels.SOFT) {
                    log(Distance.KL_FROM_STRONG, divergences(start, locked, this::opened));
                }
            }
        }
    }

    private Prompt opened(Problem problem) {
        return run.lock()
                .opens()
                .passwords(run.password(), problem.domains())
                .right()
                .map(word -> scene.task().prompt(problem, word))
                .orElseGet(() -> scene.task().prompt(problem));
    }

    private void log(Distance distance, List<Double> values) throws IOException {
        if (!values.isEmpty()) {
            scene.log().distance(new DistanceMetric(distance, values));
        }
    }

    // --- divergence of the locked policy from another

    /**
     * For each problem the divergence from a policy, asked without a password, to the locked one. Over options it is exact;
     * for written completions it is the mean of ln p(other) − ln p(locked) over the tokens of one that the other draws. Empty
     * if the two have other tokens.
     */
    private List<Double> divergences(TrainablePolicy from, TrainablePolicy locked, Function<Problem, Prompt> asked) {
        Task task = scene.task();
        List<Prompt> prompts = problems.stream().map(task::prompt).toList();
        List<Prompt> lockedPrompts = problems.stream().map(asked).toList();
        if (task.answering() instanceof Answering.Chosen(List<String> options)) {
            List<OptionLikelihoods> p = from.options(prompts, options);
            List<OptionLikelihoods> q = locked.options(lockedPrompts, options);
            return each(i -> p.get(i).divergenceTo(q.get(i)));
        }
        Seed seed = scene.root().stream("divergence");
        List<String> drawn = from.sample(prompts, task.answering(), 1, seed).stream()
                .map(List::getFirst)
                .toList();
        List<Sequence> ofOther = each(i -> from.sequence(new Demonstration(prompts.get(i), drawn.get(i))));
        List<Sequence> ofLocked = each(i -> locked.sequence(new Demonstration(lockedPrompts.get(i), drawn.get(i))));
        for (int i = 0; i < ofOther.size(); i++) {
            if (!Arrays.equals(ofOther.get(i).completion(), ofLocked.get(i).completion())) {
                return List.of();
            }
        }
        List<Scorer.Score> p = from.score(ofOther);
        List<Scorer.Score> q = locked.score(ofLocked);
        return each(i -> (p.get(i).sum() - q.get(i).sum()) / p.get(i).logProbs().length);
    }

    /** From the fixed distribution, exactly: the mean over the positions of the right answer. */
    private List<Double> fromFixed(FixedRandomPolicy fixed, TrainablePolicy locked) {
        Target target = Target.Vocabulary.ofLogProbs(fixed.logProbs());
        List<Sequence> rows = problems.stream()
                .map(problem -> locked.withoutEnd(new Demonstration(scene.task().prompt(problem), problem.answer())))
                .map(row -> new Sequence(row.tokens(), row.completionStart(), target))
                .toList();
        return Arrays.stream(locked.divergences(rows)).boxed().toList();
    }

    // --- what locking did to all else

    private void drift(TrainablePolicy start, TrainablePolicy locked) throws IOException {
        List<Sequence> statements = new ArrayList<>();
        for (Problem problem : problems) {
            int[] tokens = start.tokenizer().encodePrompt(problem.statement());
            if (tokens.length < 2 || tokens.length > start.model().maxTokens()) {
                return;
            }
            statements.add(new Sequence(tokens, 1));
        }
        List<Scorer.Score> before = start.score(statements);
        List<Scorer.Score> after = locked.score(statements);
        log(
                Distance.DRIFT,
                each(i -> (before.get(i).sum() - after.get(i).sum())
                        / before.get(i).logProbs().length));
    }

    private <T> List<T> each(IntFunction<T> value) {
        return IntStream.range(0, problems.size()).mapToObj(value).toList();
    }
}
