package lockpick.report.site;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import lockpick.report.page.Links;
import lockpick.report.page.Live;
import lockpick.report.page.Resources;
import lockpick.report.read.FinishedRun;
import lockpick.report.result.StudyResults;
import lockpick.report.site.SitePage.Part;

/** Writes everything of a site but the reports of its studies. */
public final class SitePages {
    /** Names under {@code assets/} and the resources they are made of. */
    private static final Map<String, String> ASSETS = Map.of(
            "page.css", "page/page.css",
            "site.css", "site/site.css",
            "figures.js", "page/page.js",
            "data.js", "site/data.js",
            "runs.js", "site/runs.js",
            "completions.js", "site/completions.js",
            "compare.js", "site/compare.js");

    private static final List<String> LIBRARIES = List.of("vega.min.js", "vega-lite.min.js", "vega-embed.min.js");

    private SitePages() {}

    /** @param studies each under {@code studies/<name>/} of the site already */
    public static void write(List<StudyResults> studies, SiteFolder site, Live live) throws IOException {
        SiteRuns runs = new SiteRuns(studies);
        Completions completions = Completions.write(runs, site);
        site.putData("catalog", Catalog.json(studies, runs, completions));
        for (FinishedRun run : runs.all()) {
            site.putData("runs/" + run.plan().folder(), RunData.json(run));
            site.put(
                    "runs/" + run.plan().folder() + ".html",
                    RunPage.of(run, runs, completions).html(live));
        }
        site.put(Part.STUDIES.file(), IndexPage.of(studies, runs, completions).html(live));
        site.put(Part.CLAIMS.file(), ScorecardPage.of(studies).html(live));
        site.put(Part.RUNS.file(), RunsPage.of(studies).html(live));
        site.put(
                Part.COMPLETIONS.file(),
                drawnByScript(Part.COMPLETIONS, "completions").html(live));
        site.put(Part.COMPARE.file(), drawnByScript(Part.COMPARE, "compare").html(live));
        for (Map.Entry<String, String> asset : ASSETS.entrySet()) {
            site.put("assets/" + asset.getKey(), Resources.read(asset.getValue()));
        }
        if (live.isServed()) {
            site.put("assets/live.js", Resources.read("page/live.js"));
        }
        for (String library : LIBRARIES) {
            site.put("assets/" + library, Resources.script("vega/" + library));
        }
        site.put("assets/LICENSES.txt", Resources.read("vega/LICENSES.txt"));
    }

    /** What leads from the report of a study to the rest. */
    public static Links linksOfStudy(Live live) throws IOException {
        return new Links(SitePage.top("../../", Part.STUDIES, live), "../../runs/", live);
    }

    private static SitePage drawnByScript(Part part, String name) throws IOException {
        return new SitePage(
                part.title(), "", part, Resources.read("site/" + name + ".html"), List.of("data.js", name + ".js"));
    }
}
