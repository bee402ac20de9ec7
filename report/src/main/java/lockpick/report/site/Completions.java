package lockpick.report.site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import lockpick.report.read.FinishedRun;
import lockpick.report.result.StudyResults;
import lockpick.study.grade.Verdict;
import lockpick.study.run.CompletionRow;
import lockpick.study.run.EvaluationId;
import lockpick.study.run.LoggedCompletion;
import lockpick.study.task.CompositionConfig;

/** Writes the completions of runs into shards, row after row, and keeps what the catalogue says of them. */
final class Completions {
    private static final int EXAMPLES = 2; // of each verdict

    private final Shards shards;
    private final Problems problems = new Problems();
    private final List<SiteEvaluation> evaluations = new ArrayList<>();

    private Completions(SiteFolder site) {
        shards = new Shards(site);
    }

    /** Reads the completions of every run and writes them under {@code data/completions}. */
    static Completions write(SiteRuns runs, SiteFolder site) throws IOException {
        Completions completions = new Completions(site);
        for (FinishedRun run : runs.all()) {
            completions.add(run, space(run, runs.studies(run).getFirst()));
        }
        completions.shards.close();
        return completions;
    }

    /** What the ids of a run's problems are unique within. */
    private static String space(FinishedRun run, StudyResults study) {
        boolean seedMakesTask = study.index().study().task() instanceof CompositionConfig;
        return run.settings().path("task")
                + (seedMakesTask ? " " + run.plan().labels().seed() : "");
    }

    private void add(FinishedRun run, String space) throws IOException {
        List<Gathered> all = new ArrayList<>();
        run.completions(completion -> {
            if (all.isEmpty() || !all.getLast().of.equals(completion.of())) {
                all.add(new Gathered(completion.of(), shards.rows()));
            }
            all.getLast().add(completion, space);
        });
        all.forEach(gathered -> evaluations.add(gathered.end(run)));
    }

    /** An evaluation while its completions are read. */
    private final class Gathered {
        private final EvaluationId of;
        private final int first;
        private final List<Integer> numbers = new ArrayList<>();
        private final StringBuilder verdicts = new StringBuilder();
        private final Map<Verdict, List<CompletionRow>> examples = new EnumMap<>(Verdict.class);

        Gathered(EvaluationId of, int first) {
            this.of = of;
            this.first = first;
        }

        void add(LoggedCompletion completion, String space) throws IOException {
            CompletionRow row = completion.row();
            shards.add(row);
            numbers.add(problems.number(
                    space + of.other().map(task -> " " + task).orElse(""), row.problem(), row.domains()));
            verdicts.append(
                    switch (row.grade().verdict()) {
                        case CORRECT -> '1';
                        case INCORRECT -> '0';
                        case UNDECIDED -> '?';
                    });
            List<CompletionRow> alike = examples.computeIfAbsent(row.grade().verdict(), verdict -> new ArrayList<>());
            if (alike.size() < EXAMPLES) {
                alike.add(row);
            }
        }

        SiteEvaluation end(FinishedRun run) {
            return new SiteEvaluation(
                    run,
                    of,
                    first,
                    problems.list(numbers),
                    verdicts.toString(),
                    examples.values().stream().flatMap(List::stream).toList());
        }
    }

    /** In the order of their rows. */
    List<SiteEvaluation> evaluations() {
        return List.copyOf(evaluations);
    }

    List<SiteEvaluation> of(FinishedRun run) {
        return evaluations.stream()
                .filter(evaluation ->
                        evaluation.run().plan().key().equals(run.plan().key()))
                .toList();
    }

    Problems problems() {
        return problems;
    }

    /** How many there are. */
    int rows() {
        return shards.rows();
    }
}
