package lockpick.report.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lockpick.report.figure.Figure;
import lockpick.report.figure.RunFigures;
import lockpick.report.page.FigureHtml;
import lockpick.report.page.GateSection;
import lockpick.report.page.Html;
import lockpick.report.page.HtmlTable;
import lockpick.report.page.RunName;
import lockpick.report.read.FinishedRun;
import lockpick.report.read.Labels;
import lockpick.report.read.RunCost;
import lockpick.report.result.StudyResults;
import lockpick.report.table.Format;
import lockpick.report.table.GateTables;
import lockpick.study.grade.Verdict;
import lockpick.study.run.CompletionRow;
import lockpick.study.run.Evaluation.Split;
import lockpick.study.run.EvaluationId;
import lockpick.study.run.EvaluationMetric;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** The page of a run: what it found, wrote and cost, where it comes from and what builds on it. */
final class RunPage {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .build();
    private static final int MOST_EXAMPLES = 24;

    private final FinishedRun run;
    private final SiteRuns runs;
    private final List<SiteEvaluation> evaluations;
    private final StringBuilder html = new StringBuilder();

    private RunPage(FinishedRun run, SiteRuns runs, List<SiteEvaluation> evaluations) {
        this.run = run;
        this.runs = runs;
        this.evaluations = evaluations;
    }

    static SitePage of(FinishedRun run, SiteRuns runs, Completions completions) {
        RunPage page = new RunPage(run, runs, completions.of(run));
        List<Figure> figures = RunFigures.of(run);
        page.opening();
        page.results();
        page.gate();
        page.figures(figures);
        page.examples();
        page.neighbours();
        page.costAndEnvironment();
        page.settings();
        return new SitePage(
                RunName.of(run.plan().labels()),
                "../",
                SitePage.Part.RUNS,
                page.html.toString(),
                figures.isEmpty()
                        ? List.of()
                        : List.of("vega.min.js", "vega-lite.min.js", "vega-embed.min.js", "figures.js"));
    }

    private void opening() {
        html.append("<p class=\"eyebrow\">run · ")
                .append(run.plan().folder())
                .append("</p>\n<h1>")
                .append(Html.text(RunName.of(run.plan().labels())))
                .append("</h1>\n<p class=\"about\">Of ")
                .append(runs.studies(run).stream()
                        .map(study -> "<a href=\"../studies/"
                                + Html.text(study.index().name()) + "/index.html\">"
                                + Html.text(study.index().title()) + "</a>")
                        .collect(Collectors.joining(", ")))
                .append(". <a href=\"../compare.html#a=")
                .append(run.plan().folder())
                .append("\">Compare it with another run</a>.</p>\n");
    }

    private void results() {
        if (run.evaluations().isEmpty()) {
            return;
        }
        open("What it got right");
        HtmlTable table = new HtmlTable("evaluations of the run")
                .head(HtmlTable.th("policy, prompt, split")
                        + HtmlTable.th("after")
                        + HtmlTable.thNumber("correct, %")
                        + HtmlTable.thNumber("of")
                        + HtmlTable.thNumber("reward, %")
                        + HtmlTable.thNumber("undecided")
                        + HtmlTable.th("completions"));
        for (EvaluationMetric metric : run.evaluations()) {
            EvaluationId of = metric.evaluation().id();
            table.name(words(of))
                    .text(spent(metric))
                    .text(Format.share(metric.correctness().value()), "number")
                    .text(Format.count(metric.correctness().n()), "number")
                    .text(Format.share(metric.reward()), "number")
                    .text(Format.count(metric.undecided()), "number")
                    .html(completions(of))
                    .endRow();
        }
        html.append(table.end());
        if (run.plan().labels() instanceof Labels.Elicited) {
            html.append("<p><a href=\"../completions.html#run=")
                    .append(run.plan().folder())
                    .append(
                            "&amp;split=test&amp;beside=floor\">Side by side with the floor</a>: what the locked policy wrote"
                                    + " for the same problems without the password.</p>\n");
        }
        html.append("</section>\n");
    }

    private static String words(EvaluationId of) {
        return of.policy().json() + ", " + of.prompt().json() + ", "
                + of.split().json()
                + of.other().map(task -> ", " + task).orElse("")
                + of.variant().map(variant -> ", " + variant).orElse("");
    }

    private static String spent(EvaluationMetric metric) {
        long samples = metric.evaluation().spent().samples();
        return Format.count(metric.evaluation().sequences()) + " sequences"
                + (samples > 0 ? ", " + Format.count(samples) + " samples" : "");
    }

    private String completions(EvaluationId of) {
        for (int i = 0; i < evaluations.size(); i++) {
            if (evaluations.get(i).of().equals(of)) {
                return "<a href=\"../completions.html#run=" + run.plan().folder() + "&amp;evaluation=" + i
                        + "\">read</a>";
            }
        }
        return "–";
    }

    /** Of a lock that is no control: what the gate finds under its seed. */
    private void gate() {
        if (!(run.plan().labels() instanceof Labels.Lock lock)) {
            return;
        }
        StudyResults study = runs.studies(run).getFirst();
        study.verdict(lock.lock())
                .flatMap(verdict -> Optional.ofNullable(verdict.bySeed().get(lock.seed())))
                .ifPresent(report -> {
                    open("Is it locked?");
                    html.append("<p>The gate finds this model alone ")
                            .append(GateSection.badge(report.verdict()))
                            .append(".</p>\n")
                            .append(new GateSection(study, GateTables.gate(study)).table(lock.lock(), lock.seed()))
                            .append("</section>\n");
                });
    }

    private void figures(List<Figure> figures) {
        if (figures.isEmpty()) {
            return;
        }
        open("On the way");
        html.append("<div class=\"figures\">\n");
        figures.forEach(figure -> html.append(FigureHtml.place(figure, "")));
        html.append("</div>\n<script type=\"application/json\" id=\"figures\">")
                .append(FigureHtml.data(figures, ""))
                .append("</script>\n</section>\n");
    }

    /** The first few completions of each verdict, of every prompt at the end of the run; of test problems where there are any. */
    private void examples() {
        List<SiteEvaluation> shown = shown();
        if (shown.isEmpty()) {
            return;
        }
        open("Some completions");
        int left = MOST_EXAMPLES;
        for (SiteEvaluation evaluation : shown) {
            if (left <= 0) {
                break;
            }
            html.append("<h3>").append(Html.text(words(evaluation.of()))).append("</h3>\n<ol class=\"rows\">\n");
            evaluation.examples().forEach(this::example);
            html.append("</ol>\n");
            left -= evaluation.examples().size();
        }
        html.append("<p><a href=\"../completions.html#run=")
                .append(run.plan().folder())
                .append("\">All ")
                .append(Format.count(evaluations.stream()
                        .mapToInt(evaluation -> evaluation.verdicts().length())
                        .sum()))
                .append(" completions of this run</a></p>\n</section>\n");
    }

    private List<SiteEvaluation> shown() {
        Map<String, SiteEvaluation> last = new LinkedHashMap<>();
        List<SiteEvaluation> onTest = evaluations.stream()
                .filter(evaluation -> evaluation.of().split() == Split.TEST)
                .toList();
        for (SiteEvaluation evaluation : onTest.isEmpty() ? evaluations : onTest) {
            last.put(words(evaluation.of()), evaluation);
        }
        return List.copyOf(last.values());
    }

    private void example(CompletionRow row) {
        Verdict verdict = row.grade().verdict();
        html.append("<li><div class=\"row\"><div><p class=\"problem\"><code>")
                .append(Html.text(row.problem()))
                .append("</code></p><p><span class=\"badge ")
                .append(verdict.json())
                .append("\">")
                .append(verdict.json())
                .append("</span> ")
                .append(Html.text(row.grade().reason()))
                .append("</p></div><pre tabindex=\"0\">")
                .append(Html.text(row.completion()))
                .append("</pre></div></li>\n");
    }

    private void neighbours() {
        List<FinishedRun> users = runs.users(run);
        if (run.inputs().isEmpty() && users.isEmpty()) {
            return;
        }
        open("Where it comes from, and what builds on it");
        html.append("<dl>\n");
        run.inputs()
                .forEach((part, key) -> html.append("<dt>")
                        .append(Html.text(part))
                        .append("</dt><dd>")
                        .append(runs.find(key)
                                .map(RunPage::link)
                                .orElse("<code>" + key.shortForm() + "</code>, which is in none of these studies"))
                        .append("</dd>\n"));
        html.append("</dl>\n");
        if (!users.isEmpty()) {
            List<String> links = users.stream().map(RunPage::link).toList();
            html.append("<details")
                    .append(users.size() <= 8 ? " open" : "")
                    .append("><summary>")
                    .append(links.size() == 1 ? "1 run builds" : Format.count(links.size()) + " runs build")
                    .append(" on it</summary><ul><li>")
                    .append(String.join("</li>\n<li>", links))
                    .append("</li></ul></details>\n");
        }
        html.append("</section>\n");
    }

    /** From the page of another run. */
    private static String link(FinishedRun run) {
        return "<a href=\"" + run.plan().folder() + ".html\">"
                + Html.text(RunName.of(run.plan().labels())) + "</a>";
    }

    private void costAndEnvironment() {
        open("Cost and environment");
        RunCost cost = run.cost();
        List<List<String>> rows = new ArrayList<>(List.of(
                List.of("wall time", Format.seconds(cost.wallSeconds())),
                List.of("training", Format.seconds(cost.trainSeconds())),
                List.of("evaluation", Format.seconds(cost.evaluationSeconds())),
                List.of("sequences trained", Format.count(cost.trainSequences())),
                List.of("tokens trained", Format.count(cost.trainTokens())),
                List.of("completions generated", Format.count(cost.generatedCompletions())),
                List.of("tokens generated", Format.count(cost.generatedTokens())),
                List.of("peak memory", Format.bytes(cost.peakResidentBytes())),
                List.of("threads", Format.count(cost.threads())),
                List.of("attempts", Format.count(cost.attempts()))));
        new TreeMap<>(run.madeBy()).forEach((name, value) -> rows.add(List.of(name, value)));
        rows.add(List.of("numerics", String.valueOf(run.numerics())));
        rows.add(List.of("key", run.plan().key().hex()));
        html.append("<dl class=\"facts\">\n");
        rows.forEach(row -> html.append("<div><dt>")
                .append(Html.text(row.getFirst()))
                .append("</dt><dd>")
                .append(Html.text(row.getLast()))
                .append("</dd></div>\n"));
        html.append("</dl>\n</section>\n");
    }

    private void settings() {
        open("Settings");
        html.append("<pre tabindex=\"0\">")
                .append(Html.text(YAML.writeValueAsString(run.settings())))
                .append("</pre>\n</section>\n");
    }

    private void open(String title) {
        html.append("<section>\n<h2>").append(Html.text(title)).append("</h2>\n");
    }
}
