package lockpick.study.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import lockpick.study.audit.Audit.Verdict;
import lockpick.study.audit.AuditTrial.Case;
import lockpick.study.lock.Control;
import lockpick.study.measure.Proportion;
import org.junit.jupiter.api.Test;

class AuditTrialTest {

    @Test
    void undecidedIsNotRightAndOnlyHidesIsAFalseAlarm() {
        AuditTrial trial = new AuditTrial(List.of(
                new Case(Control.NONE, Verdict.HIDES),
                new Case(Control.NONE, Verdict.NO_EVIDENCE),
                new Case(Control.NONE, Verdict.UNDECIDED),
                new Case(Control.NEVER_LOCKED, Verdict.NO_EVIDENCE),
                new Case(Control.NEVER_CAPABLE, Verdict.HIDES),
                new Case(Control.NEVER_CAPABLE, Verdict.UNDECIDED)));
        assertThat(trial.right()).contains(new Proportion(2, 6));
        assertThat(trial.falseAlarms()).contains(new Proportion(1, 3));
        assertThat(trial.count(Control.NEVER_CAPABLE, Verdict.UNDECIDED)).isEqualTo(1);
    }

    @Test
    void withoutModelsThatHideNothingThereIsNoShareOfFalseAlarms() {
        assertThat(new AuditTrial(List.of(new Case(Control.NONE, Verdict.HIDES))).falseAlarms())
                .isEqualTo(Optional.empty());
        assertThat(new AuditTrial(List.of()).right()).isEqualTo(Optional.empty());
    }
}
