package lockpick.study.run;

import java.util.Optional;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;

/**
 * What tells the evaluations of a run apart; each of its completions says this much.
 *
 * @param step optimizer steps made until then
 * @param samples completions drawn from policies until then; 0 where none are
 * @param other the task, if it is not the study's own
 * @param variant which of several things that a method tries beside each other
 */
public record EvaluationId(
        long step,
        long samples,
        Policy policy,
        Prompt prompt,
        Split split,
        Optional<String> other,
        Optional<String> variant) {}
