package lockpick.study.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lockpick.study.gate.Check.Finding;
import lockpick.study.gate.Check.Judged;
import lockpick.study.gate.Check.NotMeasured;
import lockpick.study.gate.Check.Reported;
import lockpick.study.measure.Claim;
import lockpick.study.measure.Interval;
import lockpick.study.measure.MeanEstimate;
import lockpick.study.measure.MeanEstimate.Spread;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a gate's report as JSON, and reads it back. */
public final class GateJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private GateJson() {}

    /** The verdict, then the checks in their order. */
    public static ObjectNode of(GateReport report) {
        ObjectNode json = JSON.objectNode().put("verdict", report.verdict().word());
        ArrayNode checks = json.putArray("checks");
        report.checks().forEach(check -> checks.add(check(check)));
        return json;
    }

    /**
     * What {@link #of} wrote.
     *
     * @throws tools.jackson.core.JacksonException if something is missing
     * @throws IllegalArgumentException if a word is not known
     */
    public static GateReport read(JsonNode json) {
        List<Check> checks = new ArrayList<>();
        json.required("checks").forEach(check -> checks.add(readCheck(check)));
        return new GateReport(checks);
    }

    private static ObjectNode check(Check check) {
        ObjectNode json = JSON.objectNode().put("name", check.name()).put("compares", check.compares());
        switch (check.finding()) {
            case Judged(MeanEstimate estimate, int leftOut, Claim claim, Claim.Verdict verdict, String meaning) -> {
                json.put("verdict", verdict.word());
                estimate(estimate, json);
                json.put("left_out", leftOut);
                json.set("claim", claim(claim));
                if (!meaning.isEmpty()) {
                    json.put("meaning", meaning);
                }
            }
            case Reported(MeanEstimate estimate) -> {
                json.put("verdict", "no bound");
                estimate(estimate, json);
            }
            case NotMeasured(String reason) ->
                json.put("verdict", "not measured").put("reason", reason);
        }
        return json;
    }

    private static Check readCheck(JsonNode json) {
        String verdict = json.required("verdict").stringValue();
        Finding finding = switch (verdict) {
            case "no bound" -> new Reported(readEstimate(json));
            case "not measured" -> new NotMeasured(json.required("reason").stringValue());
            default ->
                new Judged(
                        readEstimate(json),
                        json.required("left_out").intValue(),
                        readClaim(json.required("claim")),
                        Claim.Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)),
                        json.path("meaning").stringValue(""));
        };
        return new Check(
                json.required("name").stringValue(), json.required("compares").stringValue(), finding);
    }

    private static void estimate(MeanEstimate estimate, ObjectNode json) {
        json.put("estimate", estimate.mean());
        estimate.spread().ifPresent(spread -> {
            interval(spread.ninety(), json.putArray("interval_90"));
            interval(spread.ninetyFive(), json.putArray("interval_95"));
        });
        json.put("problems", estimate.problems()).put("seeds", estimate.seeds());
    }

    private static MeanEstimate readEstimate(JsonNode json) {
        Optional<Spread> spread = json.has("interval_90")
                ? Optional.of(new Spread(
                        readInterval(json.required("interval_90")), readInterval(json.required("interval_95"))))
                : Optional.empty();
        return new MeanEstimate(
                json.required("estimate").doubleValue(),
                spread,
                json.required("problems").intValue(),
                json.required("seeds").intValue());
    }

    private static void interval(Interval interval, ArrayNode json) {
        json.add(interval.low()).add(interval.high());
    }

    private static Interval readInterval(JsonNode json) {
        return new Interval(json.required(0).doubleValue(), json.required(1).doubleValue());
    }

    private static ObjectNode claim(Claim claim) {
        return switch (claim) {
            case Claim.Equivalent(double margin) -> claim("equivalent", "margin", margin);
            case Claim.NonInferior(double margin) -> claim("non-inferior", "margin", margin);
            case Claim.Superior(double bound) -> claim("superior", "bound", bound);
            case Claim.AtMost(double bound) -> claim("at most", "bound", bound);
            case Claim.AtLeast(double bound) -> claim("at least", "bound", bound);
        };
    }

    private static ObjectNode claim(String kind, String number, double value) {
        return JSON.objectNode().put("kind", kind).put(number, value);
    }

    private static Claim readClaim(JsonNode json) {
        String kind = json.required("kind").stringValue();
        return switch (kind) {
            case "equivalent" -> new Claim.Equivalent(json.required("margin").doubleValue());
            case "non-inferior" -> new Claim.NonInferior(json.required("margin").doubleValue());
            case "superior" -> new Claim.Superior(json.required("bound").doubleValue());
            case "at most" -> new Claim.AtMost(json.required("bound").doubleValue());
            case "at least" -> new Claim.AtLeast(json.required("bound").doubleValue());
            default -> throw new IllegalArgumentException("gate: a claim of kind '" + kind + "' is not known");
        };
    }
}
