package lockpick.report.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lockpick.study.experiment.RunLabels;
import lockpick.study.measure.PairedOutcomes;
import lockpick.study.measure.Rise;
import lockpick.study.task.Domains;

/**
 * One elicitation result: a lock or a control, a method, and the settings that tell its points apart.
 *
 * @param settings in the order of a report, without the learning rate
 * @param seeds the seeds that have finished under every learning rate; the others cannot take part in the selection
 * @param plannedSeeds how many there will be
 * @param onValidation selected on validation, reported on test
 * @param onTest selected on test: the paper's protocol, biased upwards; its gap has no interval
 * @param budget every budget evaluated, ascending, at the learning rate and the variant selected on validation
 * @param variants empty where the method tries one thing at each budget
 * @param rises what the candidate selected on validation changed on test, by seed; empty while the lock is missing
 * @param outcomes the same beside floor and ceiling; empty as well where there is no ceiling on the same problems
 * @param domains what it changed by domain; empty as well where the task's problems have none
 * @param shown the domains that demonstrations are of; empty where they are of all
 */
public record Elicitation(
        String lock,
        String method,
        Map<String, String> settings,
        List<Long> seeds,
        int plannedSeeds,
        Choice onValidation,
        Choice onTest,
        List<BudgetPoint> budget,
        Optional<VariantMean> variants,
        SortedMap<Long, Rise> rises,
        SortedMap<Long, PairedOutcomes> outcomes,
        List<DomainCorrectness> domains,
        Optional<Domains> shown) {
    private static final String SFT = "sft";
    private static final String DEMONSTRATIONS = "demonstrations";
    private static final String K = "k";

    public Elicitation {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        seeds = List.copyOf(seeds);
        budget = List.copyOf(budget);
        rises = Collections.unmodifiableSortedMap(new TreeMap<>(rises));
        outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
        domains = List.copyOf(domains);
    }

    /** Such as {@code k 16, demonstrations reference}; empty for a method without any. */
    public String point() {
        return RunLabels.words(settings);
    }

    /** Method and settings. */
    public String called() {
        return RunLabels.called(method, settings);
    }

    /** Method, and the settings that tell it from others of the same method. */
    public String calledAmong(List<Elicitation> others) {
        Map<String, String> telling = new LinkedHashMap<>(settings);
        telling.entrySet()
                .removeIf(setting -> others.stream()
                        .filter(other -> other.method.equals(method))
                        .allMatch(other -> setting.getValue().equals(other.settings.get(setting.getKey()))));
        return RunLabels.called(method, telling);
    }

    /** Whether it is supervised fine-tuning, which alone has {@link #demonstrations} and {@link #k}. */
    public boolean isSft() {
        return method.equals(SFT);
    }

    /** Who wrote the demonstrations, and what else {@code sft} is told apart by: {@code weak}, {@code reference (algebra)}. */
    public String demonstrations() {
        String rest = settings.entrySet().stream()
                .filter(setting -> !Set.of(DEMONSTRATIONS, K).contains(setting.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(", "));
        String who = settings.getOrDefault(DEMONSTRATIONS, "");
        return who.isEmpty() || rest.isEmpty() ? who : who + " (" + rest + ")";
    }

    /** Whether the weak policy wrote them, of which nothing is expected. */
    public boolean isOfWeak() {
        return settings.getOrDefault(DEMONSTRATIONS, "").equals("weak");
    }

    /** How many demonstrations {@code sft} shows. */
    public int k() {
        return Integer.parseInt(settings.getOrDefault(K, "0"));
    }
}
