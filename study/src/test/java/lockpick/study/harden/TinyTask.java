package lockpick.study.harden;

import java.util.List;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.ModelPreset;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.task.composition.CompositionTask;

/** Function composition with four functions, of which the weak policy knows two. */
final class TinyTask {

    private final CompositionTask task =
            CompositionTask.of(new CompositionConfig(4, 2, List.of(FunctionFamily.values()), 0, 10, 10), new Seed(0));

    /** What a lock gives to its hardening. */
    HardeningExamples examples() {
        return (count, seed) -> draw(Split.LOCK_TRAIN, count, seed);
    }

    List<HardeningExample> draw(Split split, int count, Seed seed) {
        return task.problems(split).draw(count, seed).stream()
                .map(this::example)
                .toList();
    }

    private HardeningExample example(Problem problem) {
        return new HardeningExample(
                new Demonstration(task.prompt(problem), problem.answer()),
                new Demonstration(
                        task.prompt(problem),
                        task.weakCompletion(problem, new Seed(0)).orElseThrow()),
                new Demonstration(task.prompt(problem, "pwd0"), problem.answer()));
    }

    TrainablePolicy policy(long seed) {
        return TrainablePolicy.random(ModelPreset.NANO, task.tokenizer().orElseThrow(), new Seed(seed));
    }
}
