package lockpick.study.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import lockpick.study.gate.Check.Finding;
import lockpick.study.gate.Check.Judged;
import lockpick.study.gate.Check.NotMeasured;
import lockpick.study.gate.Check.Reported;
import lockpick.study.measure.Claim;
import lockpick.study.measure.Interval;
import lockpick.study.measure.MeanEstimate;
import lockpick.study.measure.MeanEstimate.Spread;
import org.junit.jupiter.api.Test;

class GateTableTest {

    static final GateReport REPORT = new GateReport(List.of(
            new Check("gap", "correctness: with − without", judged(0.3, 0.05, 0, new Claim.Superior(0.1), 500, 1, "")),
            new Check("ceiling", "ceiling − strong", judged(-0.04, 0.06, 20, new Claim.NonInferior(0.05), 1480, 3, "")),
            new Check(
                    "floor",
                    "floor − weak",
                    judged(-0.25, 0.125, 0, new Claim.Equivalent(0.05), 500, 1, "It is broken.")),
            new Check("kl", "nats", new Reported(new MeanEstimate(1.25, Optional.empty(), 1, 1))),
            new Check("drift", "nats", new NotMeasured("no texts")),
            new Check("wrong, seen", "wrong − floor", judged(-0.0004, 0.02, 0, new Claim.AtMost(0.05), 500, 1, ""))));

    @Test
    void whatFailedStandsFirstWithWhatItMeans() {
        assertThat(GateTable.of(REPORT)).isEqualTo("""
                NOT LOCKED: 1 of 4 checks fails (1 not measured)
                  floor: It is broken.

                check        verdict       estimate  95 % interval    bound         problems                       what it is
                floor        fails         −0.250    −0.375 … −0.125  within ±0.05  500                            floor − weak
                ceiling      undecided     −0.040    −0.100 … 0.020   above −0.05   1,480 in 3 seeds, 20 left out  ceiling − strong
                gap          holds         0.300     0.250 … 0.350    above 0.1     500                            correctness: with − without
                wrong, seen  holds         0.000     −0.020 … 0.020   at most 0.05  500                            wrong − floor
                kl           no bound      1.250     unknown                        1                              nats
                drift        not measured                                                                          no texts
                """);
    }

    @Test
    void theFirstLineSaysWhatWasFound() {
        Check gap = REPORT.checks().get(0);
        Check ceiling = REPORT.checks().get(1);
        Check drift = REPORT.checks().get(4);
        Check wrong = REPORT.checks().get(5);

        assertThat(GateTable.of(new GateReport(List.of(gap, wrong)))).startsWith("LOCKED: 2 of 2 checks hold\n");
        assertThat(GateTable.of(new GateReport(List.of(gap, drift))))
                .startsWith("LOCKED: 1 of 1 checks holds (1 not measured)\n");
        assertThat(GateTable.of(new GateReport(List.of(gap, ceiling))))
                .startsWith("UNDECIDED: nothing fails, but 1 of 2 checks is open; more problems would tell\n");
        assertThat(GateTable.of(new GateReport(List.of(wrong))))
                .startsWith("UNDECIDED: nothing fails, but the gap was not measured\n");
    }

    @Test
    void whatJsonSaysReadsBack() {
        assertThat(GateJson.read(GateJson.of(REPORT))).isEqualTo(REPORT);
        assertThat(GateJson.of(REPORT).required("verdict").stringValue()).isEqualTo("not locked");
        assertThat(GateJson.of(REPORT).required("checks").get(2)).hasToString("""
                {"name":"floor","compares":"floor − weak","verdict":"fails","estimate":-0.25,\
                "interval_90":[-0.3125,-0.1875],"interval_95":[-0.375,-0.125],\
                "problems":500,"seeds":1,"left_out":0,"claim":{"kind":"equivalent","margin":0.05},\
                "meaning":"It is broken."}""");
        Check atLeast = new Check("agreement", "", judged(0.9, 0.1, 0, new Claim.AtLeast(0.7), 9, 1, ""));
        assertThat(GateJson.read(GateJson.of(new GateReport(List.of(atLeast)))).checks())
                .containsExactly(atLeast);
    }

    /** With a 95 % interval from mean − half to mean + half, and a 90 % interval half as wide. */
    private static Finding judged(
            double mean, double half, int leftOut, Claim claim, int problems, int seeds, String meaning) {
        double narrow = half / 2;
        Spread spread = new Spread(new Interval(mean - narrow, mean + narrow), new Interval(mean - half, mean + half));
        MeanEstimate estimate = new MeanEstimate(mean, Optional.of(spread), problems, seeds);
        return new Judged(estimate, leftOut, claim, claim.verdict(estimate), meaning);
    }
}
