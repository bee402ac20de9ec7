package lockpick.report.result;

import java.util.Optional;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;

/**
 * How a policy that no elicitation has touched answers.
 *
 * @param lock which lock made it, or has it for a weak policy of its own; empty for the study's policies
 */
public record PolicyResult(Optional<String> lock, Policy policy, Prompt prompt, Split split, Measurement measurement) {}
