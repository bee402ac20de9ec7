package lockpick.study.policy;

import java.util.List;

/** Anything that completes prompts. */
public interface Policy {

    /** Completions at temperature 0, in the order of the prompts. */
    List<String> complete(List<String> prompts);
}
