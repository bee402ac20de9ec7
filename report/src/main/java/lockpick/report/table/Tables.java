package lockpick.report.table;

import java.util.List;
import lockpick.report.result.StudyResults;

/**
 * Every number of a report.
 *
 * @param policies one row for each {@link StudyResults#policies}, in its order
 * @param gate the gate's checks of every lock
 * @param claims one row for each {@link StudyResults#claims}, in its order
 * @param elicitations one row for each {@link StudyResults#sft}, in its order
 * @param methods one row for each {@link StudyResults#elicitations}, in its order
 * @param prompts one row for each {@link StudyResults#prompts}, in its order
 * @param domains the results selected on validation again, domain by domain
 * @param acrossDomains one row for each {@link StudyResults#acrossDomains}, in its order
 * @param seeds the selected results again, seed by seed
 * @param budgets correctness by training budget
 * @param training curves of the strong and the locked policies
 * @param evaluations every evaluation of every finished run
 * @param cost one row for each kind of run, and their sum
 * @param runs every planned run
 */
public record Tables(
        DataTable policies,
        DataTable gate,
        DataTable claims,
        DataTable elicitations,
        DataTable methods,
        DataTable prompts,
        DataTable domains,
        DataTable acrossDomains,
        DataTable seeds,
        DataTable budgets,
        DataTable training,
        DataTable evaluations,
        DataTable cost,
        DataTable runs) {

    public static Tables of(StudyResults results) {
        return new Tables(
                ResultTables.policies(results),
                GateTables.gate(results),
                ClaimTable.claims(results),
                ResultTables.elicitations(results),
                MethodTable.methods(results),
                PromptTable.prompts(results),
                ResultTables.domains(results),
                ResultTables.acrossDomains(results),
                ResultTables.seeds(results),
                ResultTables.budgets(results),
                RunTables.training(results),
                RunTables.evaluations(results),
                RunTables.cost(results),
                RunTables.runs(results));
    }

    public List<DataTable> all() {
        return List.of(
                policies,
                gate,
                claims,
                elicitations,
                methods,
                prompts,
                domains,
                acrossDomains,
                seeds,
                budgets,
                training,
                evaluations,
                cost,
                runs);
    }
}
