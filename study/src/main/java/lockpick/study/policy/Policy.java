package lockpick.study.policy;

import java.util.List;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;

/** Anything that completes prompts. */
public interface Policy {

    /** Completions at temperature 0, in the order of the prompts. */
    List<String> complete(List<Prompt> prompts, Answering answering);

    /** How many tokens a model of this process wrote for completions, their ends among them; 0 where none did. */
    default long tokens(List<String> completions) {
        return 0;
    }
}
