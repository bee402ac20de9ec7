package lockpick.report.site;

import java.util.List;
import lockpick.report.page.ClaimSection;
import lockpick.report.page.Html;
import lockpick.report.result.StudyResults;
import lockpick.report.table.ClaimTable;

/** The scorecard: what every study claims, and what was found. */
final class ScorecardPage {
    private ScorecardPage() {}

    static SitePage of(List<StudyResults> studies) {
        StringBuilder html = new StringBuilder("<h1>Claims</h1>\n");
        String tally = IndexPage.tally(studies);
        if (tally.isEmpty()) {
            html.append("<p>These studies claim nothing.</p>\n");
        } else {
            html.append("<p class=\"verdict\">")
                    .append(Html.text(tally))
                    .append("</p>\n<p class=\"about\">Written down in the studies, which say where that was after their"
                            + " runs. A claim holds if the 90 % interval agrees with it, fails if the 95 % interval shown does not, and is"
                            + " undecided in between; each is judged by itself.</p>\n");
        }
        for (StudyResults study : studies) {
            if (!study.claims().isEmpty()) {
                String name = Html.text(study.index().name());
                html.append("<section>\n<h2 id=\"")
                        .append(name)
                        .append("\"><a href=\"studies/")
                        .append(name)
                        .append("/index.html\">")
                        .append(Html.text(study.index().title()))
                        .append("</a></h2>\n")
                        .append(ClaimSection.table(study, ClaimTable.claims(study)))
                        .append("</section>\n");
            }
        }
        return new SitePage("Claims", "", SitePage.Part.CLAIMS, html.toString(), List.of());
    }
}
