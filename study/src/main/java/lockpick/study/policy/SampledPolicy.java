package lockpick.study.policy;

import java.util.List;
import lockpick.engine.tensor.Seed;
import lockpick.study.prompt.Prompt;

/** A policy that also writes completions at random. */
public interface SampledPolicy extends Policy {

    /**
     * Several completions of each prompt, in the order of the prompts. They depend on the prompt, the count and the seed,
     * not on the other prompts.
     *
     * @param maxNewTokens most tokens of a completion
     * @param count completions of each prompt, at least 1; equal ones may be among them
     */
    List<List<String>> sample(List<Prompt> prompts, int maxNewTokens, int count, Seed seed);
}
