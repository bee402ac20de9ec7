package lockpick.report.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lockpick.report.page.Html;
import lockpick.report.page.HtmlTable;
import lockpick.report.page.RunName;
import lockpick.report.read.FinishedRun;
import lockpick.report.read.PlannedRun;
import lockpick.report.result.StudyResults;
import lockpick.report.table.Format;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;
import org.jspecify.annotations.Nullable;

/** Every run of every study, planned or finished; a script narrows the list down. */
final class RunsPage {
    private RunsPage() {}

    static SitePage of(List<StudyResults> studies) {
        StringBuilder html = new StringBuilder("""
                <h1>Runs</h1>
                <form class="filter" id="filter" role="search" hidden>
                <label>Study <select name="study"><option value="">all</option></select></label>
                <label class="wide">Words in the name, or a folder <input type="search" name="text" id="text" autocomplete="off"></label>
                </form>
                """);
        studies.forEach(study -> html.append(study(study)));
        return new SitePage("Runs", "", SitePage.Part.RUNS, html.toString(), List.of("runs.js"));
    }

    private static String study(StudyResults study) {
        Map<PlannedRun, FinishedRun> finished = new LinkedHashMap<>();
        study.finished().forEach(run -> finished.put(run.plan(), run));
        HtmlTable table = new HtmlTable("runs of " + study.index().title())
                .head(HtmlTable.th("run")
                        + HtmlTable.thNumber("without the password, %")
                        + HtmlTable.thNumber("with it, %")
                        + HtmlTable.thNumber("wall time")
                        + HtmlTable.th("folder"));
        for (PlannedRun plan : study.index().runs()) {
            row(table, plan, finished.get(plan));
        }
        return "<section class=\"runs\" data-study=\"" + Html.text(study.index().name()) + "\">\n<h2>"
                + Html.text(study.index().title()) + "</h2>\n" + table.end() + "</section>\n";
    }

    private static void row(HtmlTable table, PlannedRun plan, @Nullable FinishedRun run) {
        String name = RunName.of(plan.labels());
        if (run == null) {
            table.name(name)
                    .nothing()
                    .nothing()
                    .text("not finished", "none")
                    .html("<code>" + plan.folder() + "</code>");
        } else {
            table.nameLink(name, "runs/" + plan.folder() + ".html");
            correct(table, run, Prompt.NO_PASSWORD);
            correct(table, run, Prompt.PASSWORD);
            table.text(Format.seconds(run.cost().wallSeconds()), "number").html("<code>" + plan.folder() + "</code>");
        }
        table.endRow();
    }

    /** On test, of the last evaluation of the study's own task. */
    private static void correct(HtmlTable table, FinishedRun run, Prompt prompt) {
        run.evaluations().stream()
                .filter(metric -> metric.evaluation().split() == Split.TEST
                        && metric.evaluation().prompt() == prompt
                        && metric.evaluation().other().isEmpty())
                .reduce((earlier, later) -> later)
                .ifPresentOrElse(
                        last -> table.text(Format.share(last.correctness().value()), "number"), table::nothing);
    }
}
