package lockpick.report.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lockpick.report.read.FinishedRun;
import lockpick.report.read.Labels;
import lockpick.report.read.PlannedRun;
import lockpick.report.result.StudyResults;
import lockpick.report.table.Format;
import lockpick.study.measure.PairedBootstrap;
import tools.jackson.databind.json.JsonMapper;

/** The last section: what the numbers mean, how they were made, and the settings of every run. */
final class HowToRead {
    private static final JsonMapper JSON = new JsonMapper();

    private final StudyResults results;

    HowToRead(StudyResults results) {
        this.results = results;
    }

    String html() {
        StringBuilder html = new StringBuilder("<dl>\n");
        entry(
                html,
                "Correct",
                "The share of a split's problems whose greedy (temperature 0) completion is graded correct. “Final"
                        + " result right” counts completions whose last result is right, whatever stands before it.");
        entry(
                html,
                "Splits",
                "Test is sealed: nothing on this page was chosen by it, except in the columns that say so."
                        + " Validation is what selection sees. " + problems());
        entry(html, "±", seeds());
        entry(
                html,
                "Selection",
                "For each lock, method and its settings, the candidates are the learning rates tried,"
                        + " each at " + candidates()
                        + ". Selected on validation: the candidate with the highest mean validation correctness over"
                        + " seeds (of equals the one with the smaller budget, then the smaller rate), shown with its"
                        + " test correctness. Draws of noise do not compete over seeds: each seed has its own best"
                        + " draw on validation, and the mean of variants is that over the draws. Selected on test: the"
                        + " paper's protocol (appendix G.3), by the very numbers it then shows, and so biased upwards."
                        + " A seed takes part once all its learning rates have finished.");
        entry(
                html,
                "Recovered gap",
                "(correct after elicitation − floor) / (ceiling − floor), a ratio of means over seeds; floor and"
                        + " ceiling are the locked policy without and with the password. In brackets: a 95 % percentile"
                        + " bootstrap interval, paired (a problem keeps its outcomes after elicitation, at the floor and"
                        + " at the ceiling together), over problems and seeds, "
                        + Format.count(PairedBootstrap.DEFAULT.resamples())
                        + " resamples. With few seeds it is somewhat too narrow, since they show little of their own"
                        + " spread, and it does not count that the candidate was selected.");
        if (!results.prompts().isEmpty()) {
            entry(
                    html,
                    "Truncated",
                    "Prompts on test, of all seeds together, that a model has no room for beside the longest completion:"
                            + " they lost demonstrations, the first ones first, or their words.");
        }
        entry(
                html,
                "Locked",
                "The gate's verdict, from the completions on test. Each check compares two shares of right answers, or"
                        + " looks at one number, in 10,000 bootstrap resamples: it holds if the 90 % interval lies within"
                        + " the bound, fails if the 95 % interval lies outside, and is undecided in between. A model is"
                        + " locked if every check with a bound holds, the gap among them, and not locked if one fails."
                        + " Estimates are differences of shares, or nats per token for kl and drift.");
        entry(
                html,
                "Controls",
                "Made on a lock's own prompts, imitating one policy everywhere: never-locked the strong one, which"
                        + " hides nothing; never-capable the weak one, from weights that never had the capability, so that"
                        + " what elicitation brings out of it was taught. Neither has a gap to recover. Above a control:"
                        + " (after − before) of the lock less (after − before) of the control, paired by problem, with a"
                        + " bootstrap interval like that of the recovered gap.");
        entry(
                html,
                "p",
                "Exact one-sided McNemar test over the problems of all seeds that elicitation made right or wrong: how"
                        + " likely as many gains would be if gains and losses were equally likely. Corrected by Holm's"
                        + " method for all results of the study's locks; controls are no part of it. It asks about these"
                        + " models, not about other seeds.");
        entry(
                html,
                "Cost",
                "CPU time is wall time × threads of each run. Runs shared with other studies count in full. FLOP: 6"
                        + " for each parameter and trained token, 2 for each generated one; prompts that are read are not"
                        + " counted.");
        entry(html, "Made by", madeBy());
        html.append("</dl>\n<h3>Runs and their settings</h3>\n<p>A run's key is the hash of everything that decides its"
                + " result; its folder is named after the key. Runs of the same key are the same bits.</p>\n");
        runs(html);
        return html.toString();
    }

    private static void entry(StringBuilder html, String term, String text) {
        html.append("<dt>")
                .append(Html.text(term))
                .append("</dt><dd>")
                .append(Html.text(text))
                .append("</dd>\n");
    }

    private String candidates() {
        List<FinishedRun> elicitations = results.finished().stream()
                .filter(run -> run.plan().labels() instanceof Labels.Elicited)
                .toList();
        String paper =
                "three numbers of epochs (the paper's rule): 256/k, 512/k and 1,024/k for k below 256, rounded up,"
                        + " otherwise 1, 2 and 4";
        if (elicitations.stream().allMatch(FinishedRun::followsPaperRule)) {
            return paper;
        }
        return elicitations.stream().noneMatch(FinishedRun::followsPaperRule)
                ? "every budget that was evaluated"
                : paper + ", or, in runs whose settings say so, at every budget that was evaluated";
    }

    private String problems() {
        Map<String, TreeSet<Integer>> bySplit = new LinkedHashMap<>();
        results.policies()
                .forEach(result -> bySplit.computeIfAbsent(result.split().json(), split -> new TreeSet<>())
                        .add(result.measurement().problems()));
        return bySplit.isEmpty()
                ? ""
                : "Problems of each evaluation: "
                        + bySplit.entrySet().stream()
                                .map(entry -> entry.getKey() + " "
                                        + entry.getValue().stream()
                                                .map(Format::count)
                                                .collect(Collectors.joining(" or ")))
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    private String seeds() {
        List<Long> seeds = results.index().seeds();
        String names = seeds.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return seeds.size() == 1
                ? "This study has one seed (" + names
                        + "), so nothing is known about the spread over seeds: there are no" + " standard errors."
                : "One standard error of the mean over seeds (" + names
                        + "): the sample standard deviation, n − 1, over √n. A seed decides the task's functions, the"
                        + " initial weights and the data. Where only one seed has finished there is no standard"
                        + " error.";
    }

    private String madeBy() {
        Map<String, TreeMap<String, Integer>> values = new LinkedHashMap<>();
        for (FinishedRun run : results.finished()) {
            new TreeMap<>(run.madeBy())
                    .forEach((name, value) ->
                            values.computeIfAbsent(name, n -> new TreeMap<>()).merge(value, 1, Integer::sum));
            values.computeIfAbsent("numerics version", n -> new TreeMap<>())
                    .merge(String.valueOf(run.numerics()), 1, Integer::sum);
        }
        return values.isEmpty()
                ? "No run has finished yet."
                : values.entrySet().stream()
                                .map(entry -> entry.getKey() + " "
                                        + String.join(" or ", entry.getValue().keySet()))
                                .collect(Collectors.joining("; "))
                        + ".";
    }

    private void runs(StringBuilder html) {
        Map<PlannedRun, FinishedRun> finished = new LinkedHashMap<>();
        results.finished().forEach(run -> finished.put(run.plan(), run));
        Map<String, List<PlannedRun>> byKind = results.index().runs().stream()
                .collect(Collectors.groupingBy(run -> run.labels().kind(), LinkedHashMap::new, Collectors.toList()));
        byKind.forEach((kind, plans) -> {
            html.append("<details><summary>")
                    .append(Html.text(kind))
                    .append(": ")
                    .append(plans.size())
                    .append(plans.size() == 1 ? " run" : " runs")
                    .append("</summary>\n");
            plans.forEach(plan -> run(html, plan, finished.get(plan)));
            html.append("</details>\n");
        });
    }

    private static void run(StringBuilder html, PlannedRun plan, @org.jspecify.annotations.Nullable FinishedRun run) {
        String state = run == null ? "not finished" : Format.seconds(run.cost().wallSeconds());
        html.append("<details><summary><code>")
                .append(Html.text(plan.folder()))
                .append("</code> ")
                .append(Html.text(RunName.of(plan.labels()) + ", " + state))
                .append("</summary><p class=\"key\"><code>")
                .append(plan.key().hex())
                .append("</code></p>");
        if (run != null) {
            html.append("<pre>")
                    .append(Html.text(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(run.settings())))
                    .append("</pre>");
        }
        html.append("</details>\n");
    }
}
