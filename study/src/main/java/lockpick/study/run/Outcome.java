package lockpick.study.run;

import java.util.Map;

/**
 * Whether a policy got a problem right.
 *
 * @param problem its id
 * @param domains by the way of grouping
 */
public record Outcome(String problem, Map<String, String> domains, boolean correct) {

    public Outcome {
        domains = Map.copyOf(domains);
    }
}
