package lockpick.study.gate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lockpick.study.gate.Check.Judged;
import lockpick.study.measure.Claim;

/**
 * Every check of a locked model.
 *
 * @param checks in the order in which the gate makes them
 */
public record GateReport(List<Check> checks) {

    /** The check without which no model is found locked. */
    static final String GAP = "gap";

    public GateReport {
        checks = List.copyOf(checks);
    }

    /** What the checks say together. */
    public enum Verdict {
        /**
         * Every claim that was judged holds, the gap's among them. A model that breaks one of them passes in about one
         * of twenty trials at most, however many there are: it would have to pass that one (Berger, 1982).
         */
        LOCKED,
        /** Some claim fails. */
        NOT_LOCKED,
        /** No claim fails, but some is open, or the gap was not measured: more problems are needed. */
        UNDECIDED;

        /** As people and JSON have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    public Verdict verdict() {
        if (judged(Claim.Verdict.FAILS).findAny().isPresent()) {
            return Verdict.NOT_LOCKED;
        }
        boolean gapHolds =
                judged(Claim.Verdict.HOLDS).anyMatch(check -> check.name().equals(GAP));
        boolean noneIsOpen = judged(Claim.Verdict.UNDECIDED).findAny().isEmpty();
        return gapHolds && noneIsOpen ? Verdict.LOCKED : Verdict.UNDECIDED;
    }

    /** The checks whose claim fails. */
    public List<Check> failed() {
        return judged(Claim.Verdict.FAILS).toList();
    }

    /** The checks that more problems would decide. */
    public List<Check> undecided() {
        return judged(Claim.Verdict.UNDECIDED).toList();
    }

    Stream<Check> judged(Claim.Verdict verdict) {
        return checks.stream().filter(check -> check.finding() instanceof Judged judged && judged.verdict() == verdict);
    }
}
