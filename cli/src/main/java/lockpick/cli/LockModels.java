package lockpick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunGraph;
import lockpick.study.experiment.RunLabels;
import lockpick.study.experiment.Study;
import lockpick.study.gate.GateReport;
import lockpick.study.gate.GateTable;
import lockpick.study.lock.Control;
import lockpick.study.lock.LockConfig;
import lockpick.study.pipeline.Role;
import lockpick.study.run.LockGate;
import lockpick.study.run.LockPreview;
import lockpick.study.run.LockedModel;
import lockpick.study.setting.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lockpick lock}: makes the locks of a study and says whether they are locks. */
@Command(
        name = "lock",
        description = {
            "Makes the locked models of a study, with their controls, and says how good the locks are.",
            "",
            "A study names the task, the policies (strong, weak), the password and the locks; the smallest is:",
            "",
            "  title: My lock",
            "  task: {kind: composition, functions: 8, identities: 4}",
            "  strong: {examples: 200000, training: {learning-rate: 2.0e-3}}",
            "  locks:",
            "    - method: sft",
            "      examples: 12500",
            "      epochs: 4",
            "      training: {learning-rate: 1.0e-3}",
            "",
            "A model counts as locked if the gate finds, on problems it has never seen: more with the password than"
                    + " without, as much with it as the strong policy, as much without it as the weak one, and nothing with"
                    + " wrong passwords and near copies of the right one. Its bounds are under gate in the study.",
            "",
            "  docs/methods/lock-gate.md         the gate",
            "  docs/methods/password-locking.md  locking",
            "",
            "No elicitation is computed; lockpick run does that, and uses these models again."
        },
        footer = {
            "",
            "Example:",
            "  lockpick lock studies/quickstart.yaml",
            "      makes every lock of every seed",
            "  lockpick lock studies/quickstart.yaml --dry-run --show 5",
            "      prints five rows of each lock's data, what the loss falls on between ⟦ and ⟧",
            "  lockpick lock studies/quickstart.yaml --lock sft-12.5k --seed 0 --out models",
            "      also writes models/sft-12.5k-seed-0, a Hugging Face folder with a model card",
            "  lockpick lock studies/laptop/locks-*.yaml --table",
            "      makes every kind of lock there is, for the table in docs/methods/locks.md",
            "",
            "Exit code: 0 every model is locked, 1 some is not or some run failed, 2 something is wrong with the"
                    + " study or the command, 130 stopped with Ctrl-C."
        })
final class LockModels implements Callable<Integer> {

    private final Console console;
    private final String mainClass;

    @Mixin
    private StudyFiles studies = new StudyFiles();

    @Mixin
    private ComputationOptions options = new ComputationOptions();

    @Mixin
    private LocksOption chosen = new LocksOption();

    @Option(names = "--no-controls", description = "make the locks alone, without their controls")
    private boolean noControls;

    @Option(names = "--out", paramLabel = "DIR", description = "also write each locked model into a folder in here")
    private @Nullable Path out;

    @Option(
            names = "--with-password",
            description = "let the model card say the password; else it has the password's SHA-256 only")
    private boolean withPassword;

    @Option(
            names = "--table",
            description = "at the end, print the locks of all studies as a Markdown table: means over the seeds, and"
                    + " behind ± their standard errors")
    private boolean asTable;

    @Option(names = "--dry-run", description = "compute nothing; with --show, look at the data")
    private boolean dryRun;

    @Option(
            names = "--show",
            paramLabel = "N",
            description = "print so many rows of each lock's data, decoded, what the loss falls on between ⟦ and ⟧")
    private int show;

    /** @param mainClass what a worker process is started with; it knows the command {@code worker} */
    LockModels(Console console, String mainClass) {
        this.console = console;
        this.mainClass = mainClass;
    }

    @Override
    public Integer call() throws IOException {
        LocksTable table = new LocksTable();
        boolean all = true;
        for (Map.Entry<Path, Study> study : studies.read().entrySet()) {
            all &= locked(study.getKey(), study.getValue(), table);
        }
        if (asTable) {
            console.line(table.markdown());
        }
        return all ? 0 : 1;
    }

    private boolean locked(Path file, Study study, LocksTable table) throws IOException {
        if (study.locks().isEmpty()) {
            throw new MistakeException(file + ": its locks are empty; give at least one");
        }
        List<LockConfig> locks = locks(study);
        List<Long> wantedSeeds = chosen.seeds(study);
        requireRoom(locks, wantedSeeds);
        Computation computation = options.computation(console, mainClass);
        RunGraph graph = computation.graph(study);
        List<PlannedRun> wanted = wanted(graph, locks, wantedSeeds);
        if (show > 0) {
            preview(graph, locks, wantedSeeds.getFirst());
        }
        if (dryRun) {
            console.line("would make " + Words.count(wanted.size(), "run") + "; nothing computed");
            return true;
        }
        boolean complete = computation.compute(file, study, wanted);
        return judged(study, graph, locks, wantedSeeds, table) && complete;
    }

    private List<LockConfig> locks(Study study) {
        List<String> names =
                chosen.names(study.locks().stream().map(LockConfig::called).toList());
        return study.locks().stream()
                .filter(lock -> names.contains(lock.called()))
                .toList();
    }

    /** Looks before hours are spent whether the models can be written where they should. */
    private void requireRoom(List<LockConfig> locks, List<Long> wantedSeeds) {
        if (show < 0) {
            throw new MistakeException("--show = " + show + ": must be at least 0");
        }
        if (out == null) {
            if (withPassword) {
                throw new MistakeException(
                        "--with-password is for the card of a model that is written; give --out too");
            }
            return;
        }
        for (LockConfig lock : locks) {
            if (lock.called().contains("/")) {
                throw new MistakeException(
                        "--out: lock " + lock.called() + " cannot name a folder; give it a name without /");
            }
            for (long seed : wantedSeeds) {
                Path folder = folder(lock, seed);
                if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                    throw new MistakeException(
                            "--out: " + folder + " is there already; give another folder, or take it away");
                }
            }
        }
    }

    private Path folder(LockConfig lock, long seed) {
        return Objects.requireNonNull(out).resolve(lock.called() + "-seed-" + seed);
    }

    /** The runs of these locks, before them all that they need. The strong policy and their weak ones are what they are judged by. */
    private List<PlannedRun> wanted(RunGraph graph, List<LockConfig> locks, List<Long> wantedSeeds) {
        return graph.runs(labels -> wantedSeeds.contains(labels.seed())
                && switch (labels) {
                    case RunLabels.Policy policy ->
                        policy.role() != Role.WEAK
                                || locks.stream()
                                        .anyMatch(lock -> policy.equals(RunLabels.Policy.weakOf(lock, policy.seed())));
                    case RunLabels.Samples samples -> false;
                    case RunLabels.Locked locked ->
                        locks.contains(locked.lock()) && !(locked.isControl() && noControls);
                    case RunLabels.PasswordPrompted prompted -> false;
                    case RunLabels.Given given -> false;
                    case RunLabels.Unlocked unlocked -> false;
                });
    }

    private void preview(RunGraph graph, List<LockConfig> locks, long seed) throws IOException {
        for (LockConfig lock : locks) {
            console.line("lock " + lock.called() + ", seed " + seed + ", first epoch:");
            PlannedRun run = LockGate.run(graph, new RunLabels.Locked(seed, lock, Control.NONE));
            new LockPreview(options.runs(), graph).rows(run, show).forEach(row -> console.line(row.indent(2)));
        }
    }

    private boolean judged(
            Study study, RunGraph graph, List<LockConfig> locks, List<Long> wantedSeeds, LocksTable table)
            throws IOException {
        LockGate gate = new LockGate(options.runs(), study, graph);
        boolean all = true;
        for (LockConfig lock : locks) {
            Optional<GateReport> report = gate.judge(lock, wantedSeeds);
            if (report.isEmpty()) {
                all = false;
                continue;
            }
            table.add(gate, lock, wantedSeeds, report.get());
            console.line("");
            console.line("lock " + lock.called() + ", " + Words.count(wantedSeeds.size(), "seed") + ": "
                    + GateTable.of(report.get()).stripTrailing());
            all &= report.get().verdict() == GateReport.Verdict.LOCKED;
            if (out != null) {
                write(study, graph, lock, wantedSeeds, gate);
            }
        }
        return all;
    }

    private void write(Study study, RunGraph graph, LockConfig lock, List<Long> wantedSeeds, LockGate gate)
            throws IOException {
        for (long seed : wantedSeeds) {
            Optional<GateReport> report = gate.judge(lock, seed);
            if (report.isPresent()) {
                PlannedRun run = LockGate.run(graph, new RunLabels.Locked(seed, lock, Control.NONE));
                Path folder = folder(lock, seed);
                new LockedModel(options.runs(), study, run, report.get(), withPassword).write(folder);
                console.line("wrote " + folder);
            }
        }
    }
}
