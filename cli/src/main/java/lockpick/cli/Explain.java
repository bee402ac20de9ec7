package lockpick.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lockpick.study.experiment.Cost;
import lockpick.study.experiment.EvaluationMetric;
import lockpick.study.experiment.KnownRun;
import lockpick.study.experiment.Metric;
import lockpick.study.experiment.RunFolder;
import lockpick.study.experiment.RunKey;
import lockpick.study.experiment.TrainMetric;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code lockpick explain}: everything that is known about one run. */
@Command(
        name = "explain",
        description = "Says where a run comes from, what it found and cost, and which runs need it.",
        footer = {
            "",
            "Example:",
            "  lockpick explain lock-3f0c9a1b22de",
            "  lockpick explain 3f0c          (as much of the key as is needed to tell it from the others)"
        })
final class Explain implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "RUN", description = "name of the run's folder, or the beginning of it or of its key")
    private String wanted = "";

    @Mixin
    private RunsOption runs = new RunsOption();

    Explain(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        List<KnownRun> known = KnownRun.all(runs.path());
        List<RunFolder> finished = RunFolder.all(runs.path());
        Map<RunKey, String> folders = new LinkedHashMap<>();
        known.forEach(run -> folders.put(run.key(), run.folder()));
        finished.forEach(run -> folders.put(run.key(), run.name()));

        RunKey key = find(folders);
        console.line(runs.path().resolve(String.valueOf(folders.get(key))).toString());
        console.line("  key         " + key.hex());
        for (RunFolder run : finished) {
            if (run.key().equals(key)) {
                origin(run.settings(), folders);
                results(run.metrics());
                cost(run.cost());
                versions(run.settings());
            }
        }
        if (finished.stream().noneMatch(run -> run.key().equals(key))) {
            console.line("  not finished; lockpick run computes it");
        }
        neighbours(known, key);
        return 0;
    }

    /** The one run that is meant. */
    private RunKey find(Map<RunKey, String> folders) {
        List<RunKey> matches = folders.entrySet().stream()
                .filter(run ->
                        run.getValue().startsWith(wanted) || run.getKey().hex().startsWith(wanted))
                .map(Map.Entry::getKey)
                .toList();
        return switch (matches.size()) {
            case 1 -> matches.getFirst();
            case 0 ->
                throw new UnknownRunException(
                        runs.path() + ": no run's folder or key begins with '" + wanted + "'; it has " + folders.size()
                                + " runs" + (folders.isEmpty() ? ", give another folder with --runs" : ""));
            default ->
                throw new UnknownRunException("'" + wanted + "' is the beginning of " + matches.size()
                        + " runs, give more of the name of one: "
                        + matches.stream().limit(5).map(folders::get).collect(Collectors.joining(", "))
                        + (matches.size() > 5 ? ", …" : ""));
        };
    }

    private void origin(JsonNode run, Map<RunKey, String> folders) {
        run.required("inputs").forEachEntry((role, input) -> {
            RunKey key = new RunKey(input.stringValue());
            console.line(row(role, folders.getOrDefault(key, "run " + key.shortForm() + ", which is not here")));
        });
        run.required("settings").forEachEntry((name, value) -> console.line(row(name, value.toString())));
        console.line(row("numerics", run.required("numerics").toString()));
    }

    private void results(List<Metric> metrics) {
        metrics.stream()
                .filter(TrainMetric.class::isInstance)
                .map(TrainMetric.class::cast)
                .reduce((earlier, later) -> later)
                .ifPresent(last -> console.line(row(
                        "training",
                        String.format(
                                Locale.ROOT,
                                "step %,d, %,d sequences, loss %.4f",
                                last.step(),
                                last.sequences(),
                                last.loss()))));
        long step = metrics.stream()
                .filter(EvaluationMetric.class::isInstance)
                .mapToLong(metric -> ((EvaluationMetric) metric).evaluation().step())
                .max()
                .orElse(0);
        for (Metric metric : metrics) {
            if (metric instanceof EvaluationMetric evaluation
                    && evaluation.evaluation().step() == step) {
                console.line(row("evaluation", words(evaluation)));
            }
        }
    }

    private static String words(EvaluationMetric metric) {
        return String.format(
                Locale.ROOT,
                "%-9s %-15s %-15s correctness %.4f (%d of %d)",
                metric.evaluation().policy().json(),
                metric.evaluation().prompt().json(),
                metric.evaluation().split().json(),
                metric.correctness().value(),
                metric.correctness().correct(),
                metric.correctness().n());
    }

    private void cost(Cost cost) {
        console.line(row(
                "cost",
                String.format(
                        Locale.ROOT,
                        "%s, %,d tokens trained, %,d generated, %,d MB at most, %d threads, attempt %d",
                        Clock.words(cost.wallSeconds()),
                        cost.work().trainTokens(),
                        cost.work().generatedTokens(),
                        cost.peakResidentBytes() >> 20,
                        cost.threads(),
                        cost.attempts())));
    }

    private void versions(JsonNode run) {
        run.required("made-by").forEachEntry((name, value) -> console.line(row(name, value.asString())));
    }

    private void neighbours(List<KnownRun> known, RunKey key) {
        for (KnownRun run : known) {
            if (run.key().equals(key)) {
                console.line(row("part of", run.study() + ": " + Headline.words(run.labels())));
            }
        }
        for (KnownRun run : known) {
            if (run.needs().contains(key)) {
                console.line(
                        row("needed by", run.folder() + " of " + run.study() + ": " + Headline.words(run.labels())));
            }
        }
    }

    private static String row(String name, String value) {
        return String.format(Locale.ROOT, "  %-11s %s", name, value);
    }
}
