package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import lockpick.report.table.Format;
import lockpick.study.experiment.RunKey;
import lockpick.study.run.Cost;
import lockpick.study.run.DistanceMetric;
import lockpick.study.run.EvaluationMetric;
import lockpick.study.run.KnownRun;
import lockpick.study.run.Metric;
import lockpick.study.run.RunFolder;
import lockpick.study.run.RunState;
import lockpick.study.run.TokensMetric;
import lockpick.study.run.TrainMetric;
import lockpick.study.setting.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code lockpick explain}: everything that is known about one run. */
@Command(
        name = "explain",
        description = "Says where a run comes from, what it found and cost, and which runs need it.",
        footer = {
            "",
            "Example:",
            "  lockpick explain lock-3f0c9a1b22de",
            "",
            "or as much of the name or the key as tells the run from the others; with less, the",
            "runs that may be meant are listed: lockpick explain lock-",
            "",
            "Exit code: 0 it is told, 2 no run, or more than one, is called so."
        })
final class Explain implements Callable<Integer> {

    private static final int LONGEST_LIST = 8;

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
        RunNames names = RunNames.of(runs.path());
        RunKey key = names.find(wanted);
        Path folder = runs.path().resolve(names.folder(key));
        console.line(folder.toString());
        console.line(row("key", key.hex()));
        switch (RunFolder.look(folder, key)) {
            case RunState.Finished(RunFolder run) -> {
                origin(run.settings(), names);
                results(run.metrics());
                cost(run.cost());
                versions(run.settings());
            }
            case RunState.Missing missing -> console.line("  not finished; lockpick run computes it");
            case RunState.Damaged damaged ->
                console.line("  damaged: " + damaged.why() + "; lockpick run computes it again");
        }
        neighbours(names.known(), key);
        return 0;
    }

    private void origin(JsonNode run, RunNames names) {
        run.required("inputs")
                .forEachEntry((role, input) -> console.line(row(role, names.folder(new RunKey(input.stringValue())))));
        run.required("settings").forEachEntry((name, value) -> console.line(row(name, words(name, value))));
        console.line(row("numerics", run.required("numerics").toString()));
    }

    /** Text without its quotes; of a long list, such as the wrong passwords, the first items. */
    private static String words(String name, JsonNode value) {
        return value.isString() ? value.stringValue() : LearningRates.shortened(name, shortened(value));
    }

    private static JsonNode shortened(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode some = object.objectNode();
            object.forEachEntry((name, member) -> some.set(name, shortened(member)));
            return some;
        }
        if (value instanceof ArrayNode array && array.size() > LONGEST_LIST) {
            return array.arrayNode().add(array.get(0)).add(array.get(1)).add("… " + array.size() + " in all");
        }
        return value;
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
                .mapToLong(metric ->
                        ((EvaluationMetric) metric).evaluation().spent().steps())
                .max()
                .orElse(0);
        for (Metric metric : metrics) {
            if (metric instanceof EvaluationMetric evaluation
                    && evaluation.evaluation().spent().steps() == step) {
                console.line(row("evaluation", words(evaluation)));
            }
            if (metric instanceof TokensMetric tokens) {
                console.line(row(
                        "tokens", String.format(Locale.ROOT, "%,d of %,d trained on", tokens.chosen(), tokens.n())));
            }
            if (metric instanceof DistanceMetric distance) {
                console.line(row("distance", words(distance)));
            }
        }
    }

    private static String words(EvaluationMetric metric) {
        return String.format(
                Locale.ROOT,
                "%-9s %-15s %-15s correctness %.4f (%d of %d)%s",
                metric.evaluation().policy().json(),
                metric.evaluation().prompt().json(),
                metric.evaluation().split().json(),
                metric.correctness().value(),
                metric.correctness().correct(),
                metric.correctness().n(),
                metric.evaluation().other().map(task -> " on " + task).orElse(""));
    }

    private static String words(DistanceMetric metric) {
        return String.format(
                Locale.ROOT,
                "%-25s %.4f nats per token, mean over %s",
                metric.distance().json(),
                metric.values().stream().mapToDouble(value -> value).average().orElse(Double.NaN),
                Words.count(metric.values().size(), "problem"));
    }

    private void cost(Cost cost) {
        console.line(row(
                "cost",
                String.format(
                        Locale.ROOT,
                        "%s, %,d tokens trained, %,d generated, %,d MB at most, %s, attempt %d",
                        Clock.words(cost.wallSeconds()),
                        cost.work().trainTokens(),
                        cost.work().generatedTokens(),
                        cost.peakResidentBytes() >> 20,
                        Words.count(cost.threads(), "thread"),
                        cost.attempts())));
    }

    private void versions(JsonNode run) {
        run.required("made-by").forEachEntry((name, value) -> console.line(row(name, value.asString())));
    }

    private void neighbours(List<KnownRun> known, RunKey key) {
        for (KnownRun run : known) {
            if (run.key().equals(key)) {
                console.line(row("part of", run.study() + ": " + Format.labels(run.labels())));
            }
        }
        for (KnownRun run : known) {
            if (run.needs().contains(key)) {
                console.line(
                        row("needed by", run.folder() + " of " + run.study() + ": " + Format.labels(run.labels())));
            }
        }
    }

    private static String row(String name, String value) {
        return String.format(Locale.ROOT, "  %-15s %s", name, value);
    }
}
