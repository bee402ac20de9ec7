package lockpick.report.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the problems of a site, so that the completions of one problem find each other. Problems of the same id are one
 * if they are of the same space: of one task, and where the seed makes the task, of one seed.
 */
final class Problems {

    private record Key(String space, String id) {}

    private final Map<Key, Integer> numbers = new LinkedHashMap<>();
    private final List<Integer> domains = new ArrayList<>();
    private final Map<Map<String, String>, Integer> domainSets = new LinkedHashMap<>();
    private final Map<List<Integer>, Integer> lists = new LinkedHashMap<>();

    /** The number of a problem, given to it when it is first seen. */
    int number(String space, String id, Map<String, String> ofDomains) {
        return numbers.computeIfAbsent(new Key(space, id), key -> {
            domains.add(domainSets.computeIfAbsent(ofDomains, set -> domainSets.size()));
            return numbers.size();
        });
    }

    /** The number of a list of problems; evaluations of the same problems in the same order share it. */
    int list(List<Integer> problems) {
        return lists.computeIfAbsent(List.copyOf(problems), list -> lists.size());
    }

    /** By number. */
    List<String> ids() {
        return numbers.keySet().stream().map(Key::id).toList();
    }

    /** By problem the number of its set of domains. */
    List<Integer> domains() {
        return List.copyOf(domains);
    }

    /** By number: domains by the way of grouping. */
    List<Map<String, String>> domainSets() {
        return List.copyOf(domainSets.keySet());
    }

    /** By number. */
    List<List<Integer>> lists() {
        return List.copyOf(lists.keySet());
    }
}
