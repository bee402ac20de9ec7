package lockpick.report.page;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.report.result.Comparison;
import lockpick.report.result.Elicitation;
import lockpick.report.result.StudyResults;
import lockpick.report.table.DataTable;
import lockpick.report.table.Format;
import lockpick.report.table.Value;
import lockpick.study.measure.MeanEstimate;
import lockpick.study.measure.MeanEstimate.Spread;
import lockpick.study.measure.RecoveredGap;

/** Every method beside the others: what it brings back, what of that is more than in the controls, and what it takes. */
final class MethodSection {
    private final StudyResults results;
    private final DataTable data;

    private record Column(String title, boolean shown, Cell cell) {}

    private interface Cell {
        /** @param row of {@link StudyResults#elicitations} */
        void add(HtmlTable table, int row);
    }

    MethodSection(StudyResults results, DataTable data) {
        this.results = results;
        this.data = data;
    }

    /** A group for each lock; within it by recovered gap, or by correctness where there is none. */
    String table() {
        List<Column> columns = columns();
        StringBuilder head = new StringBuilder(HtmlTable.th("method"));
        columns.forEach(column -> head.append(HtmlTable.thNumber(column.title())));
        HtmlTable table = new HtmlTable("every method").head(head.toString());
        for (String lock : results.locks()) {
            List<Integer> rows = rows(lock);
            if (rows.isEmpty()) {
                continue;
            }
            table.group(
                    (results.realLocks().contains(lock) ? "" : results.kind(lock) + ": ") + lock,
                    GateSection.mark(results, lock),
                    1 + columns.size());
            for (int row : rows) {
                table.name(results.elicitations().get(row).called());
                columns.forEach(column -> column.cell().add(table, row));
                table.endRow();
            }
        }
        return table.end();
    }

    private List<Integer> rows(String lock) {
        Comparator<Integer> byGap = Comparator.comparing(row -> results.elicitations()
                .get(row)
                .onValidation()
                .gap()
                .map(RecoveredGap::share)
                .orElse(Double.NEGATIVE_INFINITY));
        Comparator<Integer> byCorrectness = Comparator.comparing(row ->
                results.elicitations().get(row).onValidation().test().estimate().mean());
        return IntStream.range(0, results.elicitations().size())
                .boxed()
                .filter(row -> results.elicitations().get(row).lock().equals(lock))
                .sorted(byGap.thenComparing(byCorrectness).reversed())
                .toList();
    }

    /** Those in which some row has anything to show. */
    private List<Column> columns() {
        boolean variants = results.elicitations().stream()
                .anyMatch(result -> result.onValidation().candidate().variant().isPresent());
        boolean truncated = results.elicitations().stream()
                .anyMatch(result -> result.onValidation().test().truncated() > 0);
        return Stream.of(
                        new Column("correct, %", true, this::correct),
                        new Column("recovered gap, % [95 %]", true, this::gap),
                        new Column("p (Holm)", true, number("rise_p_holm", Format::p)),
                        beyond("above never-locked [95 %]", "beyond_never_locked", Comparison::beyondNeverLocked),
                        beyond("above never-capable [95 %]", "beyond_never_capable", Comparison::beyondNeverCapable),
                        new Column("variant", variants, this::variant),
                        new Column("mean of variants, %", variants, this::variants),
                        new Column("truncated prompts", truncated, number("truncated", MethodSection::count)),
                        new Column("samples", true, number("samples", MethodSection::count)),
                        new Column("labels", true, number("labels", MethodSection::count)),
                        new Column("sequences trained", true, number("train_sequences", MethodSection::count)),
                        new Column("CPU time", true, number("cpu_seconds", Format::seconds)),
                        new Column("FLOP", true, number("flop", Format::flop)))
                .filter(Column::shown)
                .toList();
    }

    private void correct(HtmlTable table, int row) {
        Elicitation result = results.elicitations().get(row);
        table.number(
                Format.estimate(result.onValidation().test().estimate()),
                data,
                row,
                "test_mean",
                "test_standard_error");
    }

    private void gap(HtmlTable table, int row) {
        results.elicitations()
                .get(row)
                .onValidation()
                .gap()
                .ifPresentOrElse(
                        gap -> table.number(
                                Format.withInterval(gap.share(), gap.interval()),
                                data,
                                row,
                                "recovered_gap",
                                "recovered_gap_low",
                                "recovered_gap_high"),
                        table::nothing);
    }

    private void variants(HtmlTable table, int row) {
        results.elicitations()
                .get(row)
                .variants()
                .ifPresentOrElse(
                        variants -> table.number(
                                Format.estimate(variants.test()),
                                data,
                                row,
                                "variants_test_mean",
                                "variants_test_standard_error"),
                        table::nothing);
    }

    private void variant(HtmlTable table, int row) {
        results.elicitations()
                .get(row)
                .onValidation()
                .candidate()
                .variant()
                .ifPresentOrElse(table::text, table::nothing);
    }

    /** A difference with its interval; shown if any row has it. @param name of its columns */
    private Column beyond(String title, String name, Function<Comparison, Optional<MeanEstimate>> difference) {
        boolean shown = results.comparisons().stream()
                .anyMatch(comparison -> difference.apply(comparison).isPresent());
        return new Column(
                title,
                shown,
                (table, row) -> difference
                        .apply(results.comparisons().get(row))
                        .ifPresentOrElse(
                                found -> table.number(
                                        Format.difference(
                                                found.mean(), found.spread().map(Spread::ninetyFive)),
                                        data,
                                        row,
                                        name,
                                        name + "_low",
                                        name + "_high"),
                                table::nothing));
    }

    private Cell number(String column, DoubleFunction<String> shown) {
        return (table, row) -> {
            Value value = data.value(row, column);
            if (value.isNone()) {
                table.nothing();
            } else {
                table.number(shown.apply(Double.parseDouble(value.text())), data, row, column);
            }
        };
    }

    private static String count(double number) {
        return Format.shortCount(Math.round(number));
    }
}
