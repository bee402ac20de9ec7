package lockpick.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import lockpick.study.grade.Verdict;

/** What grading many completions comes to, as lines for people. */
final class GradeSummary {

    private static final int SHOWN = 20;

    private final List<GradedAnswer> graded;

    GradeSummary(List<GradedAnswer> graded) {
        this.graded = graded;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(row("", graded));
        byDomain().forEach((domain, answers) -> lines.add(row(domain, answers)));
        lines.add(
                "correct: share of all completions, undecided ones among them, ± its standard error over completions");
        if (graded.stream().anyMatch(each -> each.answer().recorded().isPresent())) {
            lines.addAll(confusion());
        }
        return lines;
    }

    /** Completions by grouping and domain: {@code category algebra}. */
    private SortedMap<String, List<GradedAnswer>> byDomain() {
        SortedMap<String, List<GradedAnswer>> byDomain = new TreeMap<>();
        for (GradedAnswer each : graded) {
            each.domains()
                    .forEach((grouping, domain) -> byDomain.computeIfAbsent(
                                    grouping + " " + domain, key -> new ArrayList<>())
                            .add(each));
        }
        return byDomain;
    }

    private static String row(String name, List<GradedAnswer> answers) {
        double n = answers.size();
        double correct = count(answers, Verdict.CORRECT) / n;
        return String.format(
                Locale.ROOT,
                "%-28s %,7d graded   correct %.3f ± %.3f   undecided %,d   mean reward %.3f",
                name.isEmpty() ? "all" : name,
                answers.size(),
                correct,
                Math.sqrt(correct * (1 - correct) / n),
                count(answers, Verdict.UNDECIDED),
                answers.stream()
                        .mapToDouble(each -> each.grade().reward())
                        .average()
                        .orElse(0));
    }

    private static long count(List<GradedAnswer> answers, Verdict verdict) {
        return answers.stream()
                .filter(each -> each.grade().verdict() == verdict)
                .count();
    }

    private List<String> confusion() {
        List<String> lines = new ArrayList<>(List.of("", String.format("%-22s %10s %10s", "", "recorded", "recorded")));
        lines.add(String.format("%-22s %10s %10s", "", "correct", "incorrect"));
        for (Verdict verdict : Verdict.values()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-22s %,10d %,10d",
                    "graded " + verdict.json(),
                    count(verdict, true),
                    count(verdict, false)));
        }
        List<GradedAnswer> disagreements =
                graded.stream().filter(GradedAnswer::disagrees).toList();
        long compared = Arrays.stream(Verdict.values())
                .mapToLong(verdict -> count(verdict, true) + count(verdict, false))
                .sum();
        lines.add(String.format(
                Locale.ROOT,
                "agreement: %.2f %% of %,d",
                100.0 * (compared - disagreements.size()) / compared,
                compared));
        disagreements.stream()
                .limit(SHOWN)
                .forEach(each -> lines.add(
                        "  " + each.name() + ": " + each.grade().verdict().json() + ", recorded "
                                + (each.answer().recorded().orElseThrow() ? "correct" : "incorrect") + "; "
                                + each.grade().reason()));
        if (disagreements.size() > SHOWN) {
            lines.add("  … and " + (disagreements.size() - SHOWN) + " more; --out FILE has them all");
        }
        return lines;
    }

    private long count(Verdict verdict, boolean recorded) {
        return graded.stream()
                .filter(each -> each.grade().verdict() == verdict)
                .filter(each ->
                        each.answer().recorded().filter(it -> it == recorded).isPresent())
                .count();
    }
}
