package lockpick.report.site;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lockpick.report.figure.Figure;
import lockpick.report.figure.StudyFigures;
import lockpick.report.page.Html;
import lockpick.report.page.Verdict;
import lockpick.report.result.StudyResults;
import lockpick.report.table.Format;
import lockpick.study.measure.Claim;
import lockpick.study.setting.Words;

/** The first page: every study with what it found. */
final class IndexPage {
    private final StringBuilder html = new StringBuilder();

    private IndexPage() {}

    static SitePage of(List<StudyResults> studies, SiteRuns runs, Completions completions) {
        IndexPage page = new IndexPage();
        page.html
                .append("<h1>Studies</h1>\n<p class=\"about\">")
                .append(studies.size() == 1 ? "1 study" : Format.count(studies.size()) + " studies")
                .append(", ")
                .append(Words.count(runs.all().size(), "finished run"))
                .append(", ")
                .append(Words.count(completions.rows(), "graded completion"))
                .append(". ")
                .append(Html.text(claims(studies)))
                .append("</p>\n");
        studies.forEach(page::study);
        return new SitePage("Studies", "", SitePage.Part.STUDIES, page.html.toString(), List.of());
    }

    private static String claims(List<StudyResults> studies) {
        String tally = tally(studies);
        return tally.isEmpty() ? "None of them claims anything." : "Of what they claim, " + tally + ".";
    }

    /** Such as {@code 3 hold, 1 fails, 2 undecided}; empty if nothing is claimed. */
    static String tally(List<StudyResults> studies) {
        Map<Claim.Verdict, Long> counts = studies.stream()
                .flatMap(study -> study.claims().stream())
                .collect(Collectors.groupingBy(
                        finding -> finding.verdict(), () -> new EnumMap<>(Claim.Verdict.class), Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> Format.count(count.getValue()) + " "
                        + switch (count.getKey()) {
                            case HOLDS -> count.getValue() == 1 ? "holds" : "hold";
                            case FAILS -> count.getValue() == 1 ? "fails" : "fail";
                            case UNDECIDED -> count.getValue() == 1 ? "is undecided" : "are undecided";
                        })
                .collect(Collectors.joining(", "));
    }

    private void study(StudyResults study) {
        String name = Html.text(study.index().name());
        String link = "studies/" + name + "/index.html";
        html.append("<article class=\"study\">\n<div class=\"picture\">\n");
        headline(study).ifPresent(figure -> thumbnail(figure, name, link));
        html.append(LockSpans.html(study))
                .append("</div>\n<div>\n<p class=\"eyebrow\">")
                .append(Html.text(study.index().source()))
                .append("</p>\n<h2><a href=\"")
                .append(link)
                .append("\">")
                .append(Html.text(study.index().title()))
                .append("</a></h2>\n<p class=\"state\">")
                .append(Html.text(state(study)))
                .append(" · <a href=\"runs.html#study=")
                .append(name)
                .append("\">runs</a></p>\n");
        if (!study.index().about().isBlank()) {
            html.append("<p class=\"about\">")
                    .append(Html.text(study.index().about()))
                    .append("</p>\n");
        }
        html.append("<p>").append(Html.text(Verdict.of(study))).append("</p>\n");
        String tally = tally(List.of(study));
        if (!tally.isEmpty()) {
            html.append("<p>Claims: <a href=\"claims.html#")
                    .append(name)
                    .append("\">")
                    .append(tally)
                    .append("</a></p>\n");
        }
        html.append("</div>\n</article>\n");
    }

    /** The first figure of the report; training curves only while there is nothing else to show. */
    private static Optional<Figure> headline(StudyResults study) {
        return StudyFigures.of(study).stream()
                .filter(figure -> !figure.id().equals("training-curves")
                        || study.verdicts().isEmpty())
                .findFirst();
    }

    private void thumbnail(Figure figure, String name, String link) {
        html.append("<a class=\"thumbnail\" href=\"")
                .append(link)
                .append("\"><img loading=\"lazy\" src=\"studies/")
                .append(name)
                .append("/figures/")
                .append(figure.id())
                .append(".svg\" alt=\"Figure: ")
                .append(Html.text(figure.title()))
                .append("\"></a>\n");
    }

    private static String state(StudyResults study) {
        int planned = study.index().runs().size();
        int finished = study.finished().size();
        List<Long> seeds = study.index().seeds();
        return (finished == planned
                        ? "finished, " + Words.count(planned, "run")
                        : finished == 0
                                ? "not begun, " + Words.count(planned, "run")
                                : Format.count(finished) + " of " + Words.count(planned, "run") + " finished")
                + " · "
                + (seeds.size() == 1 ? "seed " : "seeds ")
                + seeds.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
