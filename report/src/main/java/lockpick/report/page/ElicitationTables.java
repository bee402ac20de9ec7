package lockpick.report.page;

import java.util.List;
import lockpick.report.result.Choice;
import lockpick.report.result.Elicitation;
import lockpick.report.result.StudyResults;
import lockpick.report.table.DataTable;
import lockpick.report.table.Format;

/** The elicitation results: a short table under each figure, and the long one with settings and recovered gaps. */
final class ElicitationTables {
    private static final int COLUMNS = 9;

    private final StudyResults results;
    private final DataTable data;

    ElicitationTables(StudyResults results, DataTable data) {
        this.results = results;
        this.data = data;
    }

    /** Of one kind of demonstrations one row for each k; two columns for each lock, one for each selection. */
    String byK(String demonstrations) {
        StringBuilder locks = new StringBuilder("<th scope=\"col\" rowspan=\"2\" class=\"number\">k</th>");
        StringBuilder selections = new StringBuilder();
        for (String lock : results.locks()) {
            locks.append(HtmlTable.th(lock, GateSection.mark(results, lock), 2));
            selections.append(HtmlTable.thNumber("on validation")).append(HtmlTable.thNumber("on test (paper)"));
        }
        HtmlTable table = new HtmlTable("correctness with " + demonstrations + " demonstrations")
                .head(locks.toString(), selections.toString());
        for (int k : results.ks(demonstrations)) {
            table.name(Format.count(k));
            for (String lock : results.locks()) {
                int index = index(lock, demonstrations, k);
                if (index < 0) {
                    table.nothing().nothing();
                } else {
                    Elicitation result = results.sft().get(index);
                    table.number(correct(result.onValidation()), data, index, "test_mean", "test_standard_error");
                    table.number(correct(result.onTest()), data, index, "paper_test_mean", "paper_test_standard_error");
                }
            }
            table.endRow();
        }
        return table.end();
    }

    /** One row for each result. */
    String recoveredGap() {
        HtmlTable table = new HtmlTable("recovered gap")
                .head(
                        "<th scope=\"col\" rowspan=\"2\" class=\"number\">k</th><th scope=\"col\" rowspan=\"2\""
                                + " class=\"number\">seeds</th>"
                                + HtmlTable.th("selected on validation", 4)
                                + HtmlTable.th("selected on test (paper's protocol)", 3),
                        HtmlTable.thNumber("learning rate")
                                + HtmlTable.thNumber("epochs")
                                + HtmlTable.thNumber("correct, %")
                                + HtmlTable.thNumber("recovered gap, % [95 %]")
                                + HtmlTable.thNumber("rate, epochs")
                                + HtmlTable.thNumber("correct, %")
                                + HtmlTable.thNumber("gap, %"));
        List<Elicitation> all = results.sft();
        String group = "";
        for (int i = 0; i < all.size(); i++) {
            Elicitation result = all.get(i);
            String name = result.lock() + ", " + result.demonstrations() + " demonstrations";
            if (!name.equals(group)) {
                table.group(name, GateSection.mark(results, result.lock()), COLUMNS);
                group = name;
            }
            row(table, i, result);
        }
        return table.end();
    }

    private void row(HtmlTable table, int index, Elicitation result) {
        Choice validation = result.onValidation();
        Choice test = result.onTest();
        String seeds = result.seeds().size() == result.plannedSeeds()
                ? String.valueOf(result.plannedSeeds())
                : result.seeds().size() + " of " + result.plannedSeeds();
        table.name(Format.count(result.k()));
        table.number(seeds, data, index, "seeds");
        table.number(Format.learningRate(validation.candidate().learningRate()), data, index, "learning_rate");
        table.number(Format.epochs(validation.epochs()), data, index, "epochs");
        table.number(correct(validation), data, index, "test_mean", "test_standard_error");
        validation
                .gap()
                .ifPresentOrElse(
                        gap -> table.number(
                                Format.withInterval(gap.share(), gap.interval()),
                                data,
                                index,
                                "recovered_gap",
                                "recovered_gap_low",
                                "recovered_gap_high"),
                        table::nothing);
        table.number(
                Format.learningRate(test.candidate().learningRate()) + ", " + Format.epochs(test.epochs()),
                data,
                index,
                "paper_learning_rate",
                "paper_epochs");
        table.number(correct(test), data, index, "paper_test_mean", "paper_test_standard_error");
        test.gap()
                .ifPresentOrElse(
                        gap -> table.number(Format.share(gap.share()), data, index, "paper_recovered_gap"),
                        table::nothing);
        table.endRow();
    }

    private static String correct(Choice choice) {
        return Format.estimate(choice.test().estimate());
    }

    private int index(String lock, String demonstrations, int k) {
        for (int i = 0; i < results.sft().size(); i++) {
            Elicitation result = results.sft().get(i);
            if (result.lock().equals(lock) && result.demonstrations().equals(demonstrations) && result.k() == k) {
                return i;
            }
        }
        return -1;
    }
}
