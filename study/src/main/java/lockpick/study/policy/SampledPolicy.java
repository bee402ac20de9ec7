package lockpick.study.policy;

import java.util.List;
import lockpick.engine.tensor.Seed;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;

/** A policy that also writes completions at random. */
public interface SampledPolicy extends Policy {

    /**
     * Several completions of each prompt, in the order of the prompts. They depend on the prompt, the count and the seed,
     * not on the other prompts.
     *
     * @param answering how prompts are completed; where an option is chosen, options are drawn as likely as the policy finds
     *     them
     * @param count completions of each prompt, at least 1; equal ones may be among them
     */
    List<List<String>> sample(List<Prompt> prompts, Answering answering, int count, Seed seed);
}
