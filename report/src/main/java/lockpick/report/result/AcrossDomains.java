package lockpick.report.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lockpick.study.experiment.RunLabels;
import lockpick.study.task.Domains;

/**
 * What elicitation on some domains does for the others (paper Fig 4, 10, 11), each domain counting alike.
 *
 * @param settings without the domains
 * @param grouping such as {@code category}
 * @param shown the domains that demonstrations are of; empty where they are of all; {@code each alone} for the mean over the
 *     results of one domain each, which the paper's curves are
 * @param all every domain
 * @param onShown those of {@code shown}
 * @param onOthers the rest, if there is any
 */
public record AcrossDomains(
        String lock,
        String method,
        String settings,
        String grouping,
        String shown,
        DomainMean all,
        Optional<DomainMean> onShown,
        Optional<DomainMean> onOthers) {

    /** Method and settings. */
    public String called() {
        return settings.isEmpty() ? method : method + ", " + settings;
    }

    private record Point(String lock, String method, String settings, String grouping) {}

    /** Of every result whose problems have domains, in the order of the study, those of one domain each with their mean. */
    static List<AcrossDomains> of(List<Elicitation> elicitations) {
        Map<Point, List<AcrossDomains>> byPoint = new LinkedHashMap<>();
        for (Elicitation result : elicitations) {
            byGrouping(result).forEach((grouping, domains) -> {
                if (result.shown().isEmpty() || result.shown().get().grouping().equals(grouping)) {
                    AcrossDomains found = of(result, grouping, domains);
                    byPoint.computeIfAbsent(
                                    new Point(found.lock(), found.method(), found.settings(), grouping),
                                    any -> new ArrayList<>())
                            .add(found);
                }
            });
        }
        List<AcrossDomains> all = new ArrayList<>();
        byPoint.values().forEach(results -> {
            all.addAll(results);
            eachAlone(results).ifPresent(all::add);
        });
        return all;
    }

    private static Map<String, List<DomainCorrectness>> byGrouping(Elicitation result) {
        return result.domains().stream()
                .collect(Collectors.groupingBy(DomainCorrectness::grouping, TreeMap::new, Collectors.toList()));
    }

    private static AcrossDomains of(Elicitation result, String grouping, List<DomainCorrectness> domains) {
        Map<String, String> settings = new LinkedHashMap<>(result.settings());
        settings.remove("domains");
        List<String> shown = result.shown().map(Domains::domains).orElse(List.of());
        return new AcrossDomains(
                result.lock(),
                result.method(),
                RunLabels.words(settings),
                grouping,
                String.join(", ", shown),
                DomainMean.ofDomains(domains),
                mean(only(domains, shown::contains), DomainMean::ofDomains),
                mean(only(domains, domain -> !shown.isEmpty() && !shown.contains(domain)), DomainMean::ofDomains));
    }

    private static List<DomainCorrectness> only(List<DomainCorrectness> all, Predicate<String> wanted) {
        return all.stream().filter(one -> wanted.test(one.domain())).toList();
    }

    /** Of at least two. */
    private static Optional<AcrossDomains> eachAlone(List<AcrossDomains> results) {
        List<AcrossDomains> alone = results.stream()
                .filter(result -> result.onShown().stream().anyMatch(mean -> mean.over() == 1))
                .toList();
        if (alone.size() < 2) {
            return Optional.empty();
        }
        AcrossDomains first = alone.getFirst();
        return Optional.of(new AcrossDomains(
                first.lock(),
                first.method(),
                first.settings(),
                first.grouping(),
                "each alone",
                DomainMean.ofMeans(alone.stream().map(AcrossDomains::all).toList()),
                mean(parts(alone, AcrossDomains::onShown), DomainMean::ofMeans),
                mean(parts(alone, AcrossDomains::onOthers), DomainMean::ofMeans)));
    }

    private static List<DomainMean> parts(
            List<AcrossDomains> results, Function<AcrossDomains, Optional<DomainMean>> part) {
        return results.stream().map(part).flatMap(Optional::stream).toList();
    }

    private static <T> Optional<DomainMean> mean(List<T> some, Function<List<T>, DomainMean> mean) {
        return some.isEmpty() ? Optional.empty() : Optional.of(mean.apply(some));
    }
}
