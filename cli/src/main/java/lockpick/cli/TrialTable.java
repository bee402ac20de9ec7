package lockpick.cli;

import java.util.Optional;
import lockpick.study.audit.Audit.Verdict;
import lockpick.study.audit.AuditTrial;
import lockpick.study.lock.Control;
import lockpick.study.measure.Proportion;

/** How the audits of a trial came out, such as the tables in docs/methods/audit.md. */
record TrialTable(AuditTrial trial) {

    String markdown() {
        StringBuilder text = new StringBuilder("| made as |");
        for (Verdict verdict : Verdict.values()) {
            text.append(' ').append(verdict).append(" |");
        }
        text.append("\n|---|").append("---|".repeat(Verdict.values().length)).append('\n');
        for (Control control : Control.values()) {
            text.append("| ")
                    .append(control == Control.NONE ? "locked" : control)
                    .append(" |");
            for (Verdict verdict : Verdict.values()) {
                text.append(' ').append(trial.count(control, verdict)).append(" |");
            }
            text.append('\n');
        }
        return text.append("\nright verdicts: ")
                .append(shown(trial.right()))
                .append("\nfalse alarms, HIDES where nothing is hidden: ")
                .append(shown(trial.falseAlarms()))
                .toString();
    }

    private static String shown(Optional<Proportion> proportion) {
        return proportion
                .map(of -> of.successes() + " of " + of.trials() + ", " + Climb.share(of.value())
                        + Climb.shown(of.ninetyFive()))
                .orElse("none to count");
    }
}
