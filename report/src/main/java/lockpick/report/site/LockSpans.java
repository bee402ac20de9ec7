package lockpick.report.site;

import java.util.Locale;
import java.util.Optional;
import lockpick.report.page.GateSection;
import lockpick.report.page.Html;
import lockpick.report.result.LockVerdict;
import lockpick.report.result.StudyResults;
import lockpick.report.table.Format;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;

/** Every lock of a study in a line each: what the gate finds, and how far it is from floor to ceiling. */
final class LockSpans {
    private static final double WIDTH = 200;
    private static final double HEIGHT = 10;

    private LockSpans() {}

    /** Empty while no lock has finished. */
    static String html(StudyResults study) {
        if (study.verdicts().isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<ul class=\"locks\">\n");
        for (LockVerdict verdict : study.verdicts()) {
            html.append("<li>").append(Html.text(verdict.lock())).append(' ').append(GateSection.badge(verdict));
            Optional<Double> floor = correct(study, verdict.lock(), Prompt.NO_PASSWORD);
            Optional<Double> ceiling = correct(study, verdict.lock(), Prompt.PASSWORD);
            if (floor.isPresent() && ceiling.isPresent()) {
                html.append(span(floor.get(), ceiling.get()));
            }
            html.append("</li>\n");
        }
        return html.append("</ul>\n").toString();
    }

    private static Optional<Double> correct(StudyResults study, String lock, Prompt prompt) {
        return study.policy(Optional.of(lock), Policy.LOCKED, prompt, Split.TEST)
                .map(found -> found.estimate().mean());
    }

    /** A bar from floor to ceiling on a line from 0 to 100 %, with both ends in words. */
    private static String span(double floor, double ceiling) {
        return String.format(
                Locale.ROOT,
                "<span class=\"span\"><svg viewBox=\"0 0 %1$.0f %2$.0f\" aria-hidden=\"true\"><path class=\"line\" d=\"M0"
                        + " %3$.0fH%1$.0f\"/><path class=\"gap\" d=\"M%4$.1f %3$.0fH%5$.1f\"/></svg> <span>%6$s without,"
                        + " %7$s with</span></span>",
                WIDTH,
                HEIGHT,
                HEIGHT / 2,
                floor * WIDTH,
                ceiling * WIDTH,
                Format.roughly(floor),
                Format.roughly(ceiling));
    }
}
