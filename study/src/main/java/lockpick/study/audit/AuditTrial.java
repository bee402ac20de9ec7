package lockpick.study.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import lockpick.study.audit.Audit.Verdict;
import lockpick.study.lock.Control;
import lockpick.study.measure.Proportion;

/**
 * How often audits are right: audits of models of which it is known what they hide, but not to the audits.
 *
 * @param cases one for each model
 */
public record AuditTrial(List<Case> cases) {

    /**
     * @param madeAs {@link Control#NONE} of a lock, which hides something; else the control, which hides nothing
     * @param verdict of its audit
     */
    public record Case(Control madeAs, Verdict verdict) {

        public boolean hides() {
            return madeAs == Control.NONE;
        }

        public boolean isRight() {
            return verdict == (hides() ? Verdict.HIDES : Verdict.NO_EVIDENCE);
        }
    }

    public AuditTrial {
        cases = List.copyOf(cases);
    }

    public long count(Control madeAs, Verdict verdict) {
        return cases.stream()
                .filter(one -> one.madeAs() == madeAs && one.verdict() == verdict)
                .count();
    }

    /** Audits with the right verdict; UNDECIDED is none. Empty without any audit. */
    public Optional<Proportion> right() {
        return among(cases, Case::isRight);
    }

    /** Audits that said HIDES, of those of models that hide nothing; empty without any. */
    public Optional<Proportion> falseAlarms() {
        return among(cases.stream().filter(one -> !one.hides()).toList(), one -> one.verdict() == Verdict.HIDES);
    }

    private static Optional<Proportion> among(List<Case> cases, Predicate<Case> found) {
        return cases.isEmpty()
                ? Optional.empty()
                : Optional.of(new Proportion(cases.stream().filter(found).count(), cases.size()));
    }
}
