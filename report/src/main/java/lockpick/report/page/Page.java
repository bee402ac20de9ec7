package lockpick.report.page;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lockpick.report.figure.Figure;
import lockpick.report.result.StudyResults;
import lockpick.report.table.DataTable;
import lockpick.report.table.Format;
import lockpick.report.table.Tables;

/** The report as one HTML page that needs no network. */
public final class Page {
    private final StudyResults results;
    private final Tables tables;
    private final List<Figure> figures;
    private final boolean png;
    private final Links links;
    private final StringBuilder html = new StringBuilder();

    private Page(StudyResults results, Tables tables, List<Figure> figures, boolean png, Links links) {
        this.results = results;
        this.tables = tables;
        this.figures = figures;
        this.png = png;
        this.links = links;
    }

    /**
     * @param png whether the figures lie beside the page as PNG too
     * @return the document
     */
    public static String html(StudyResults results, Tables tables, List<Figure> figures, boolean png, Links links)
            throws IOException {
        Page page = new Page(results, tables, figures, png, links);
        page.head();
        page.opening();
        page.locks();
        page.gate();
        page.claims();
        page.elicitation("demonstrations", "Unlocking with demonstrations", results.unlocking());
        page.elicitation("weak-demonstrations", "Trying to unlock with weak demonstrations", results.weak());
        page.recoveredGap();
        page.methods();
        page.prompts();
        page.acrossDomains();
        page.figureSection("training-budget", "How much training it takes");
        page.figureSection("training-curves", "Training curves");
        page.cost();
        page.html
                .append("<section>\n<h2 id=\"how-to-read\">How to read this, and what was done</h2>\n")
                .append(new HowToRead(results).html())
                .append("</section>\n");
        page.end();
        return page.html.toString();
    }

    private void head() throws IOException {
        html.append("""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="%s">
            <link rel="icon" href="data:,">
            <title>%s · Lockpick</title>
            <style>
            %s</style>
            </head>
            <body>
            %s<main>
            """.formatted(
                        policy(), Html.text(results.index().title()), Resources.read("page/page.css"), links.top()));
    }

    /** Nothing may be loaded, unless a dashboard serves the page; vega compiles its expressions at run time. */
    private String policy() {
        return "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'"
                + links.live().scripts() + "; style-src 'unsafe-inline'; img-src data: blob:"
                + links.live().connections();
    }

    private void opening() {
        int planned = results.index().runs().size();
        int finished = results.finished().size();
        html.append("<p class=\"eyebrow\">Lockpick study · ")
                .append(Html.text(results.index().source()))
                .append("</p>\n<h1>")
                .append(Html.text(results.index().title()))
                .append("</h1>\n");
        if (!results.index().about().isBlank()) {
            html.append("<p class=\"about\">")
                    .append(Html.text(results.index().about()))
                    .append("</p>\n");
        }
        if (finished < planned) {
            html.append("<p class=\"notice\" id=\"unfinished\">")
                    .append(Format.count(finished))
                    .append(" of ")
                    .append(Format.count(planned))
                    .append(" runs finished. What follows shows what is there; missing: ")
                    .append(Html.text(missing()))
                    .append(".</p>\n");
        }
        html.append(new GateSection(results, tables.gate()).warnings());
        html.append("<p class=\"verdict\" id=\"verdict\">")
                .append(Html.text(Verdict.of(results)))
                .append("</p>\n");
        if (results.index().seeds().size() == 1) {
            html.append("<p class=\"note\" id=\"one-seed\">One seed: there are no standard errors.</p>\n");
        }
    }

    private String missing() {
        return results.missing().stream()
                .collect(Collectors.groupingBy(
                        run -> run.labels().kind(), java.util.LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> Format.count(entry.getValue()) + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private void locks() {
        open("locks", "The locks");
        if (results.policies().isEmpty()) {
            html.append("<p class=\"note\">No lock has finished yet.</p>\n</section>\n");
            return;
        }
        html.append(LockTable.html(results, tables.policies()))
                .append("<p class=\"note\">")
                .append(Html.text((results.index().seeds().size() == 1
                                ? "One seed, so no standard error. "
                                : "Mean ± standard error over seeds. ")
                        + "Floor and ceiling are what elicitation starts from and can hope for."))
                .append(files(tables.policies()))
                .append("</p>\n</section>\n");
    }

    private void gate() {
        if (results.verdicts().isEmpty()) {
            return;
        }
        open("gate", "Are they locked?");
        html.append(new GateSection(results, tables.gate()).table())
                .append("<p class=\"note\">")
                .append("Differences of shares of test problems; kl and drift in nats per token. A check holds if its"
                        + " 90 % interval lies within the bound, and fails if the 95 % interval shown lies"
                        + " outside.")
                .append(files(tables.gate()))
                .append("</p>\n</section>\n");
    }

    private void claims() {
        if (results.claims().isEmpty()) {
            return;
        }
        open("claims", "What was claimed");
        html.append(ClaimSection.table(results, tables.claims()))
                .append("<p class=\"note\">Written down in the study, which says where that was after its runs. A"
                        + " claim holds if the 90 % interval agrees with it, and fails if the 95 % interval shown does not; each is judged by"
                        + " itself.")
                .append(files(tables.claims()))
                .append("</p>\n</section>\n");
    }

    private void elicitation(String id, String title, List<String> kinds) {
        if (kinds.isEmpty()) {
            return;
        }
        open(id, title);
        figure(id, "");
        var correctness = new ElicitationTables(results, tables.elicitations());
        kinds.forEach(kind -> html.append("<div class=\"by-k\">")
                .append(kinds.size() > 1 ? "<h3>" + Html.text(kind) + "</h3>" : "")
                .append(correctness.byK(kind))
                .append("</div>"));
        html.append("<p class=\"note\">")
                .append("Correct on test without the password, %, by k. “On test (paper)” selects learning rate and"
                        + " epochs by the same test numbers, as the paper does, and is therefore biased upwards.")
                .append(files(tables.elicitations()))
                .append(files(tables.seeds()))
                .append("</p>\n</section>\n");
    }

    private void recoveredGap() {
        if (results.sft().isEmpty()) {
            return;
        }
        open("recovered-gap", "Recovered gap");
        html.append("<p>The share of the distance between floor and ceiling that elicitation brought back: 0 is"
                        + " nothing, 100 everything.</p>\n"
                        + "<div class=\"by-k\">")
                .append(new ElicitationTables(results, tables.elicitations()).recoveredGap())
                .append("</div><p class=\"note\">Brackets: 95 % paired bootstrap interval over problems")
                .append(results.index().seeds().size() > 1 ? " and seeds" : " (one seed, so not over seeds)")
                .append(".")
                .append(files(tables.elicitations()))
                .append("</p>\n</section>\n");
    }

    private void methods() {
        if (results.elicitations().isEmpty()) {
            return;
        }
        open("every-method", "Every method");
        figure("samples", files(tables.budgets()));
        html.append(new MethodSection(results, tables.methods()).table())
                .append("<p class=\"note\">Correct on test without the password, of the candidate selected on"
                        + " validation; by recovered gap. p: that it does not rise above the floor, corrected for"
                        + " all of the locks' rows. Above a control: the rise less that of the same method on the"
                        + " control, in points. Time and FLOP are those of all runs of a row.")
                .append(files(tables.methods()))
                .append(
                        results.elicitations().stream()
                                        .allMatch(result -> result.domains().isEmpty())
                                ? ""
                                : files(tables.domains()))
                .append("</p>\n</section>\n");
    }

    private void prompts() {
        if (results.prompts().isEmpty()) {
            return;
        }
        open("prompts", "Asked in other ways");
        figure("few-shot", "");
        html.append(new PromptSection(results, tables.prompts()).table())
                .append("<p class=\"note\">Correct on test. Wrong passwords and near copies stand where the right one"
                        + " would. Truncated: prompts that lost some of what was meant for want of room.")
                .append(files(tables.prompts()))
                .append("</p>\n</section>\n");
    }

    private void acrossDomains() {
        if (!DomainSection.isIn(results)) {
            return;
        }
        open("across-domains", "From some domains to others");
        html.append(new DomainSection(results, tables.acrossDomains()).table())
                .append(
                        "<p class=\"note\">Correct on test without the password, mean over domains; of “each alone” mean"
                                + " over the results of one domain each.")
                .append(
                        results.index().seeds().size() == 1
                                ? ""
                                : " ±: the root of the sum of the squared standard errors over seeds of what is averaged,"
                                        + " divided by how many they are (the paper's appendix B.1.4).")
                .append(files(tables.acrossDomains()))
                .append(files(tables.domains()))
                .append("</p>\n</section>\n");
    }

    private void figureSection(String id, String title) {
        if (find(id).isPresent()) {
            open(id, title);
            figure(id, files(id.equals("training-budget") ? tables.budgets() : tables.training()));
            html.append("</section>\n");
        }
    }

    private void cost() {
        open("cost", "Cost");
        html.append(CostTable.html(tables.cost()))
                .append("<p class=\"note\">Peak memory is the largest of any run.")
                .append(files(tables.cost()))
                .append(files(tables.runs()))
                .append(files(tables.evaluations()))
                .append("</p>\n</section>\n");
    }

    private void open(String id, String title) {
        html.append("<section>\n<h2 id=\"section-")
                .append(id)
                .append("\">")
                .append(Html.text(title))
                .append("</h2>\n");
    }

    /** @param data files with its numbers, as finished HTML */
    private void figure(String id, String data) {
        find(id).ifPresent(figure -> html.append(FigureHtml.place(figure, png, data)));
    }

    private Optional<Figure> find(String id) {
        return figures.stream().filter(figure -> figure.id().equals(id)).findFirst();
    }

    private static String files(DataTable table) {
        return " <span class=\"files\">" + table.name() + ": <a href=\"tables/" + table.name()
                + ".csv\">CSV</a>, <a href=\"tables/" + table.name() + ".json\">JSON</a></span>";
    }

    private void end() throws IOException {
        html.append("<script type=\"application/json\" id=\"figures\">")
                .append(FigureHtml.data(figures, links.runPages()))
                .append("</script>\n</main>\n");
        for (String library : List.of("vega", "vega-lite", "vega-embed")) {
            html.append("<script>")
                    .append(Resources.script("vega/" + library + ".min.js"))
                    .append("</script>\n");
        }
        html.append("<script>\n").append(Resources.read("page/page.js")).append("</script>\n</body>\n</html>\n");
    }
}
