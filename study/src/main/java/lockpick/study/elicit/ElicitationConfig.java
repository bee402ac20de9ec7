package lockpick.study.elicit;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.endpoint.EndpointConfig;
import lockpick.study.pipeline.ProblemDraw;
import lockpick.study.pipeline.Role;
import lockpick.study.setting.Choice;
import lockpick.study.task.Domains;

/**
 * A method of elicitation and the values it is swept over. A run has one of its {@link #points}: the same settings with
 * nothing left to sweep.
 */
@Choice.By("method")
public sealed interface ElicitationConfig
        permits ElicitationConfig.ByTraining,
                Prompting.Config,
                WeightNoise.Config,
                Steering.Config,
                TriggerRecovery.Config {

    /** A method that trains. */
    sealed interface ByTraining extends ElicitationConfig
            permits SupervisedFineTuning.Config,
                    ExpertIteration.Config,
                    Filtering.Config,
                    PreferenceOptimization.Config,
                    GroupRelativeOptimization.Config,
                    WeakSampleUnlocking.Config {

        /** How gradient descent runs. */
        SweptTraining training();
    }

    /** The word that chooses this method in a study. */
    default String method() {
        return getClass().getAnnotation(Choice.class).value();
    }

    /** The same with everything filled in that depends on files. */
    default ElicitationConfig identified() throws IOException {
        return this;
    }

    /** Once for each combination of the values that it is swept over, in the order of a report. */
    List<ElicitationConfig> points();

    /** What tells the points apart, in the order of a report; a learning rate, which selection chooses, is {@code learning_rate}. */
    Map<String, Object> labels();

    /** Where all random numbers of a run come from. @param root of the study's seed */
    default Seed seed(Seed root) {
        return root.stream("elicit", method());
    }

    /** Whose completions it takes; those of all points are drawn at once. Empty where it takes none. */
    default Optional<Taken> taken() {
        return Optional.empty();
    }

    /** Whether it reads what the strong policy's model makes of completions. */
    default boolean readsStrong() {
        return false;
    }

    /** The language model whose ratings it learns from; empty where the task's own grades are all it learns from. */
    default Optional<EndpointConfig> judge() {
        return Optional.empty();
    }

    /** What a point takes at most. */
    Effort effort();

    /**
     * Completions of another policy that a method shows or trains on.
     *
     * @param role of the policy
     * @param use decides the problems
     * @param problems how many
     * @param draws completions of each
     * @param domains those whose problems are taken; left out: all
     * @param temperature that they are drawn at, at least 0; left out: the policy's own
     */
    record Taken(
            Role role,
            ProblemDraw use,
            int problems,
            int draws,
            Optional<Domains> domains,
            Optional<Double> temperature) {

        /** Of problems of all domains, at the policy's own temperature. */
        Taken(Role role, ProblemDraw use, int problems, int draws) {
            this(role, use, problems, draws, Optional.empty(), Optional.empty());
        }

        /** The same at another temperature, or at the policy's own. */
        Taken at(Optional<Double> other) {
            return new Taken(role, use, problems, draws, domains, other);
        }
    }
}
