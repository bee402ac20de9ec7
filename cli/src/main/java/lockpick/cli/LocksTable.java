package lockpick.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import lockpick.study.experiment.RunLabels;
import lockpick.study.gate.Arm;
import lockpick.study.gate.GateArms;
import lockpick.study.gate.GateArms.WrongPassword;
import lockpick.study.gate.GateReport;
import lockpick.study.lock.Control;
import lockpick.study.lock.LockConfig;
import lockpick.study.measure.Estimate;
import lockpick.study.run.Cost;
import lockpick.study.run.LockGate;
import lockpick.study.run.RunFolder;

/** The locks of studies as a Markdown table, such as the one in docs/methods/locks.md. */
final class LocksTable {

    private static final List<String> HEAD = List.of(
            "lock",
            "task",
            "floor",
            "weak",
            "ceiling",
            "strong",
            "wrong",
            "unseen",
            "near miss",
            "KL, nats",
            "gate",
            "time");

    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a lock. @param report of the gate on what its finished runs hold */
    void add(LockGate gate, LockConfig lock, List<Long> seeds, GateReport report) throws IOException {
        GateArms arms = gate.arms(lock, seeds).orElseThrow();
        rows.add(List.of(
                lock.called(),
                gate.study().task().version(),
                shown(arms.floor()),
                shown(arms.weak()),
                shown(arms.ceiling()),
                shown(arms.strong()),
                shown(wrong(arms, WrongPassword.SEEN)),
                shown(wrong(arms, WrongPassword.UNSEEN)),
                shown(wrong(arms, WrongPassword.NEAR_MISS)),
                shown(arms.kl()),
                verdict(report),
                seconds(gate, lock, seeds)));
    }

    private static Optional<Arm> wrong(GateArms arms, WrongPassword kind) {
        return arms.wrong().stream()
                .filter(wrong -> wrong.kind() == kind && wrong.which().isEmpty())
                .map(GateArms.Wrong::arm)
                .findFirst();
    }

    /** The mean over the seeds, and behind ± its standard error over them. */
    private static String shown(Optional<Arm> arm) {
        if (arm.isEmpty()) {
            return "–";
        }
        Estimate estimate = arm.get().mean();
        OptionalDouble error = estimate.standardError();
        return String.format(Locale.ROOT, "%.3f", estimate.mean())
                + (error.isPresent() ? String.format(Locale.ROOT, " ± %.3f", error.getAsDouble()) : "");
    }

    private static String verdict(GateReport report) {
        String word = report.verdict().word();
        return switch (report.verdict()) {
            case LOCKED -> word;
            case NOT_LOCKED ->
                word + ": "
                        + String.join(
                                ", ",
                                report.failed().stream()
                                        .map(check -> check.name())
                                        .toList());
            case UNDECIDED ->
                report.undecided().isEmpty()
                        ? word
                        : word + ": "
                                + String.join(
                                        ", ",
                                        report.undecided().stream()
                                                .map(check -> check.name())
                                                .toList());
        };
    }

    /** Of the lock's own run, training and evaluation, the mean over the seeds. */
    private static String seconds(LockGate gate, LockConfig lock, List<Long> seeds) throws IOException {
        double sum = 0;
        int runs = 0;
        for (long seed : seeds) {
            Optional<RunFolder> run = gate.finished(new RunLabels.Locked(seed, lock, Control.NONE));
            if (run.isPresent()) {
                Cost cost = run.get().cost();
                sum += cost.wallSeconds();
                runs++;
            }
        }
        return Math.round(sum / runs) + " s";
    }

    String markdown() {
        StringBuilder text = new StringBuilder(line(HEAD))
                .append(line(HEAD.stream().map(name -> "---").toList()));
        rows.forEach(row -> text.append(line(row)));
        return text.toString().stripTrailing();
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
