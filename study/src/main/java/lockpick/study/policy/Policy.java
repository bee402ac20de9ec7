package lockpick.study.policy;

import java.util.List;
import lockpick.study.task.Problem;

/** Anything that answers problems. */
public interface Policy {

    /**
     * A problem, and the prompt it is put in.
     *
     * @param prompt what the policy is given to complete; a policy that computes its answers need not read it
     */
    record Query(Problem problem, String prompt) {}

    /** Completions at temperature 0, in the order of the queries. */
    List<String> complete(List<Query> queries);
}
