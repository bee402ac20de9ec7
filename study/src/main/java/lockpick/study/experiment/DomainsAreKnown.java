package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import lockpick.study.experiment.StudyTasks.Known;
import lockpick.study.setting.Nearest;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;
import lockpick.study.setting.Words;

/**
 * A task of the lock has the domains that its passwords belong to, that it leaves out and that it leaves open; the study's
 * own has those of demonstrations.
 */
record DomainsAreKnown(StudyTasks tasks) implements StudyRule {

    private static final int MOST_LISTED = 20; // MMLU has 57 subjects

    @Override
    public List<Problem> check(Reading<Study> study) {
        List<Problem> problems = new ArrayList<>();
        for (String lock : study.items("locks")) {
            tasks.at("task", study).ifPresent(own -> {
                Map<String, Set<String>> known = domains(StudyTasks.ofLock(lock, study), study);
                for (String some : List.of(lock + ".opens", lock + ".held-out", lock + ".open")) {
                    new Check(study, own.name(), known).of(some).forEach(problems::add);
                }
            });
        }
        for (String elicitation : study.items("elicit")) {
            tasks.at("task", study)
                    .ifPresent(own -> new Check(study, own.name(), domains(List.of("task"), study))
                            .of(elicitation + ".domains")
                            .forEach(problems::add));
        }
        return problems;
    }

    /** By the way of grouping, the domains of all of some tasks. */
    private Map<String, Set<String>> domains(List<String> paths, Reading<Study> study) {
        Map<String, Set<String>> domains = new TreeMap<>();
        paths.stream()
                .flatMap(path -> tasks.at(path, study).stream())
                .map(Known::contents)
                .forEach(contents -> contents.domains()
                        .forEach((grouping, counts) -> domains.computeIfAbsent(grouping, any -> new TreeSet<>())
                                .addAll(counts.keySet())));
        return domains;
    }

    private record Check(Reading<Study> study, String task, Map<String, Set<String>> known) {

        /** @param path of a grouping and domains of it, if the study has one there */
        Stream<Problem> of(String path) {
            Optional<String> given = study.part(path + ".grouping", String.class);
            if (given.isEmpty()) {
                return Stream.of();
            }
            String grouping = given.get();
            if (known.isEmpty()) {
                String message = "the problems of " + task + " are not grouped; drop " + path;
                return Stream.of(problem(path + ".grouping", grouping, message));
            }
            Set<String> domains = known.get(grouping);
            if (domains == null) {
                String message = "the problems of " + task + " are not grouped by it";
                return Stream.of(problem(path + ".grouping", grouping, message + advice(grouping, known.keySet())));
            }
            return study.items(path + ".domains").stream()
                    .flatMap(domain -> study.part(domain, String.class).stream()
                            .filter(name -> !domains.contains(name))
                            .map(name ->
                                    problem(domain, name, "no " + grouping + " of " + task + advice(name, domains))));
        }

        private static String advice(String given, Set<String> known) {
            List<String> some = known.stream().limit(MOST_LISTED).toList();
            String expected = known.size() > MOST_LISTED
                    ? "one of " + known.size() + ", such as " + String.join(", ", some.subList(0, 3))
                    : Words.either(some);
            return Nearest.to(given, known)
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("; expected " + expected);
        }

        private Problem problem(String path, String given, String message) {
            return new Problem(study.line(path), path, given, message);
        }
    }
}
