package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Seed;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.RunGraph;
import lockpick.study.experiment.RunKey;
import lockpick.study.lock.Imitated;
import lockpick.study.lock.LockRows;
import lockpick.study.policy.CompletionMissingException;
import lockpick.study.policy.Wording;
import lockpick.study.task.Task;
import lockpick.study.task.Tasks;
import lockpick.study.train.MaskGuard;

/**
 * Looks at the data of a lock without making it.
 *
 * @param runs the runs folder, in which policies may have been asked already
 * @param graph of the study
 */
public record LockPreview(Path runs, RunGraph graph) {

    /**
     * Rows of the first epoch, drawn at random: whom each imitates, and the row decoded, with what the loss falls on between
     * ⟦ and ⟧. Where a policy has not been asked yet, only the prompt is shown.
     *
     * @param locked the run of a lock
     * @param count how many, or all if there are fewer
     */
    public List<String> rows(PlannedRun locked, int count) throws IOException {
        Map<RunKey, Path> finished = finished(locked);
        Run.Lock run = only((Run.Lock) locked.run(), finished);
        Seed root = new Seed(run.seed());
        Seed seed = LockData.seed(root);
        try (Task task = Tasks.of(run.task().identified(), root.stream("task"))) {
            RunSources sources = new RunSources(run, root, task, new RunInputs(finished), Device.CPU);
            Wording wording = sources.wording();
            try (LockData data = new LockData(run, sources)) {
                List<Imitated> examples = new ArrayList<>(data.lockSet().epoch(seed.stream("wrong passwords", 0)));
                Collections.shuffle(examples, Random.from(root.stream("preview").generator()));
                LockRows rows = LockRows.of(run.lock(), run.weak(), wording, root);
                return examples.stream()
                        .limit(count)
                        .map(example -> shown(example, rows, new MaskGuard(wording)))
                        .toList();
            }
        }
    }

    private static String shown(Imitated example, LockRows rows, MaskGuard guard) {
        String role = example.role() + ": ";
        try {
            return role + guard.rendered(rows.row(example, 0));
        } catch (CompletionMissingException e) {
            return role + example.prompt().plain() + "⟦drawn from the " + example.role() + " policy⟧";
        }
    }

    private Map<RunKey, Path> finished(PlannedRun locked) throws IOException {
        Map<RunKey, Path> finished = new HashMap<>();
        for (PlannedRun run : graph.runs()) {
            Path folder = runs.resolve(run.folder());
            if (locked.needs().contains(run.key()) && RunFolder.look(folder, run.key()) instanceof RunState.Finished) {
                finished.put(run.key(), folder);
            }
        }
        return finished;
    }

    /** The same run, of samples only those that are there. */
    private static Run.Lock only(Run.Lock run, Map<RunKey, Path> finished) {
        return new Run.Lock(
                run.task(),
                run.model(),
                run.base(),
                run.seed(),
                run.threads(),
                run.lock(),
                run.control(),
                run.password(),
                run.strong(),
                run.weak(),
                run.intermediate(),
                run.start(),
                run.strongSamples().filter(finished::containsKey),
                run.weakSamples().filter(finished::containsKey),
                run.intermediateSamples().filter(finished::containsKey),
                run.weakPolicy());
    }
}
