package lockpick.cli;

import java.nio.file.FileSystemException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.hub.HubException;
import lockpick.engine.tensor.Device;
import lockpick.report.read.UnreadableRunException;
import lockpick.study.endpoint.EndpointException;
import lockpick.study.execute.Cluster;
import lockpick.study.experiment.StudyProblems;
import lockpick.study.grade.critique.ThresholdMissingException;
import lockpick.study.lines.BrokenLinesException;
import lockpick.study.policy.CompletionMissingException;
import lockpick.study.run.RunBody;
import lockpick.study.run.RunExecution;
import lockpick.study.run.StorageException;
import lockpick.study.sandbox.IsolationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code lockpick}. */
@Command(
        name = "lockpick",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Password-locks language models and stress-tests capability elicitation.",
        footer = {
            "",
            "Begin with:",
            "  lockpick run studies/quickstart.yaml",
            "",
            "Each command has --help with an example. In a checkout, ./lockpick also takes:",
            "  test      everything a change must pass",
            "  format    puts the sources into the project's format",
            "  bench     measures speed and memory",
            "  spark-master, spark-worker   a cluster's own processes: docs/cluster.md"
        })
public final class Lockpick {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final int UNSAFE = 3;

    private Lockpick() {}

    public static void main(String... arguments) {
        System.exit(commandLine(RunExecution::new, Lockpick.class.getName()).execute(arguments));
    }

    /**
     * All commands.
     *
     * @param body computes the runs in a worker process, on the device it is given
     * @param mainClass the class whose main method executes this command line, for starting workers
     */
    static CommandLine commandLine(Function<Device, RunBody> body, String mainClass) {
        Console console = Console.ofProcess();
        return new CommandLine(new Lockpick())
                .addSubcommand(withHelp(new Check(console)))
                .addSubcommand(withHelp(new RunStudy(console, mainClass)))
                .addSubcommand(withHelp(new LockModels(console, mainClass)))
                .addSubcommand(withHelp(new ElicitFromModels(console, mainClass)))
                .addSubcommand(withHelp(new AuditModel(console, mainClass)))
                .addSubcommand(withHelp(new Status(console)))
                .addSubcommand(withHelp(new Report(console)))
                .addSubcommand(withHelp(new Dashboard(console, System.getenv(), new CountDownLatch(1))))
                .addSubcommand(withHelp(new Claims(console)))
                .addSubcommand(withHelp(new Explain(console)))
                .addSubcommand(withHelp(new DiffRuns(console)))
                .addSubcommand(withHelp(new QueryRuns(console)))
                .addSubcommand(withHelp(new ExportRuns(console, System.getenv())))
                .addSubcommand(withHelp(new DeleteUnused(console)))
                .addSubcommand(withHelp(new Generate(console, System.in)))
                .addSubcommand(withHelp(new Pull(console, System.getenv())))
                .addSubcommand(withHelp(new Chat(console, System.in)))
                .addSubcommand(withHelp(new Score(console, System.in)))
                .addSubcommand(withHelp(new Serve(console, System.getenv())))
                .addSubcommand(withHelp(new Models(console)))
                .addSubcommand(withHelp(new Tasks(console))
                        .addSubcommand(withHelp(new DescribeTask(console)))
                        .addSubcommand(withHelp(new ShowTask(console))))
                .addSubcommand(withHelp(new GradeCompletions(console, System.in)))
                .addSubcommand(withHelp(new RateCompletions(console, System.in)))
                .addSubcommand(withHelp(new FitThreshold(console)))
                .addSubcommand(withHelp(new DataCommand()).addSubcommand(withHelp(new VerifyData(console))))
                .addSubcommand(withHelp(new Memory(console)))
                .addSubcommand(withHelp(new Convert(console)))
                .addSubcommand(withHelp(new Merge(console)))
                .addSubcommand(withHelp(new WriteTwin(console)))
                .addSubcommand(withHelp(new ServeRuns(body)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false) // a prompt may begin with @
                .setExecutionExceptionHandler((e, command, parsed) -> explain(e, console));
    }

    private static CommandLine withHelp(Object command) {
        CommandLine line = new CommandLine(command);
        line.getCommandSpec().mixinStandardHelpOptions(true);
        return line;
    }

    /** A user's mistake carries no stack trace; ours does. */
    static int explain(Exception e, Console console) {
        return switch (e) {
            case StudyProblems problems -> say(problems, MISUSED, console);
            case MistakeException mistake -> say(mistake, MISUSED, console);
            case CheckpointException checkpoint -> say(checkpoint, FAILED, console);
            case NativeLibraryException library -> say(library, FAILED, console);
            case StorageException storage -> say(storage, FAILED, console);
            case Cluster.ClusterException cluster -> say(cluster, FAILED, console);
            case HubException hub -> say(hub, FAILED, console);
            case IsolationException isolation -> say(isolation, UNSAFE, console);
            case EndpointException endpoint -> say(endpoint, FAILED, console);
            case BrokenLinesException lines -> say(lines, MISUSED, console);
            case CompletionMissingException missing -> say(missing, MISUSED, console);
            case ThresholdMissingException missing -> say(missing, MISUSED, console);
            case UnreadableRunException unreadable -> say(unreadable, FAILED, console);
            case FileSystemException file -> {
                String reason = file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
                console.problem(file.getFile() + ": cannot be read or written (" + reason + ")");
                yield FAILED;
            }
            default -> {
                e.printStackTrace();
                console.problem("This is a mistake in Lockpick; please report it with the lines above"
                        + " and the logs in .work/logs of the runs folder.");
                yield FAILED;
            }
        };
    }

    private static int say(Exception e, int exitCode, Console console) {
        console.problem(String.valueOf(e.getMessage()));
        return exitCode;
    }
}
