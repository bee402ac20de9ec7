package lockpick.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import lockpick.bench.Settings.Blas;
import lockpick.bench.Settings.Malloc;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code lockpick bench}: speed and memory on this machine, beside that of its matrix products. */
@Command(
        name = "lockpick bench",
        subcommands = {Loading.class, Programs.class, TwinLearning.class, TwinTokenizerFiles.class},
        sortOptions = false,
        description = {
            "Measures training and decoding on this machine, each in a process of its own, with the speed of matrix"
                    + " products (SGEMM, 2048³) just before and after.",
            "Compare medians of quiet moments: other programs slow two threads more than by half. One thread is compared"
                    + " by processor time, which others hardly move."
        },
        footer = {
            "",
            "Examples:",
            "  lockpick bench --quick train-5M",
            "  lockpick bench --rounds 3 --quiet 120 --json bench.json",
            "  lockpick bench --peers 'python3 bench/peers/{}' 5M 18.9M",
            "  lockpick bench load --gigabytes 2",
            "  lockpick bench programs --compiler g++",
            "",
            "Exit code: 0 measured, 1 a measurement failed, 2 something is wrong with the command."
        })
public final class Bench implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "what to measure, all if none: train, decode, 5M, 18.9M, nano, train-5M, …")
    private List<String> names = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "write every measurement there")
    private @Nullable Path json;

    @Option(names = "--threads", paramLabel = "N", description = "threads of a process (default: one for each core)")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--rounds", paramLabel = "N", description = "measure everything N times, in turn (default: 1)")
    private int rounds = 1;

    @Option(names = "--quick", description = "1 s for each figure in place of 6")
    private boolean quick;

    @Option(
            names = "--quiet",
            paramLabel = "SECONDS",
            description = "wait up to so long before each figure until other programs are idle, and measure again if"
                    + " they wake")
    private int patience;

    @Option(names = "--blas", description = "matrix products: ${COMPLETION-CANDIDATES} (default: mkl)")
    private Blas blas = Blas.MKL;

    @Option(names = "--malloc", description = "freed memory: ${COMPLETION-CANDIDATES} (default: tuned)")
    private Malloc malloc = Malloc.TUNED;

    @Option(
            names = "--peers",
            paramLabel = "COMMAND",
            description = "measure the peers as well, alternately; {} stands for the script")
    private @Nullable String peers;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    private boolean help;

    private final PrintStream out = System.out;
    private final PrintStream progress = System.err;
    private final boolean onTerminal = isTerminal(Path.of("/proc/self/fd/2"));

    private Bench() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, words) -> {
                    System.err.println(e.getMessage() + "\nSee lockpick bench --help.");
                    return MISUSED;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (!(e instanceof IOException)) {
                        throw e;
                    }
                    System.err.println(e.getMessage());
                    return FAILED;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Block> blocks = chosenBlocks();
        Settings settings = new Settings(blas, malloc, quick ? 1 : 6, quick ? 0.2 : 0.5);
        QuietMachine machine = new QuietMachine(Duration.ofSeconds(patience));
        List<Measurement> measurements = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (Block block : blocks) {
                int cores = block.processes() * block.threads();
                report(block.name() + ", round " + round + " of " + rounds);
                measurements.add(machine.measure(
                        cores, () -> Measurement.of(block, settings, BlockProcess.measure(block, settings))));
                if (peers != null) {
                    String command = peers;
                    for (Peer peer : Peer.of(block)) {
                        report(block.name() + " by a peer, round " + round + " of " + rounds);
                        measurements.add(
                                machine.measure(cores, () -> peer.measure(block, command, settings.seconds())));
                    }
                }
                write(measurements);
            }
        }
        report("");
        print(blocks, measurements);
        return 0;
    }

    private List<Block> chosenBlocks() {
        if (threads < 1 || rounds < 1 || patience < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--threads and --rounds must be at least 1, --quiet at least 0");
        }
        List<Block> all = Block.all(threads);
        for (String name : names) {
            if (all.stream().noneMatch(block -> block.isMeantBy(name))) {
                throw new ParameterException(
                        spec.commandLine(),
                        "nothing here is called " + name + "; there are "
                                + String.join(
                                        ", ", all.stream().map(Block::name).toList()));
            }
        }
        return all.stream()
                .filter(block -> names.isEmpty() || names.stream().anyMatch(block::isMeantBy))
                .toList();
    }

    /** One line on a terminal, drawn again in place; elsewhere a line for each. */
    private void report(String text) {
        if (onTerminal) {
            progress.print("\r\u001b[K" + text);
            progress.flush();
        } else if (!text.isEmpty()) {
            progress.println(text);
        }
    }

    private static boolean isTerminal(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith("/dev/pts");
        } catch (IOException e) {
            return false;
        }
    }

    private void print(List<Block> blocks, List<Measurement> measurements) {
        out.println(Objects.requireNonNull(measurements.getFirst().machine()));
        out.println(Summary.HEADER);
        for (Block block : blocks) {
            List<Measurement> ofBlock = measurements.stream()
                    .filter(each -> each.block().equals(block.name()))
                    .toList();
            Summary ours = Summary.of(by(Measurement.OURS, ofBlock));
            out.println(ours.line(null));
            ofBlock.stream()
                    .map(Measurement::who)
                    .distinct()
                    .filter(who -> !who.equals(Measurement.OURS))
                    .forEach(who -> out.println(Summary.of(by(who, ofBlock)).line(ours)));
        }
    }

    private static List<Measurement> by(String who, List<Measurement> measurements) {
        return measurements.stream().filter(each -> each.who().equals(who)).toList();
    }

    /** After each block, so that an interrupted hour is not lost. */
    private void write(List<Measurement> measurements) throws IOException {
        if (json != null) {
            JsonMapper mapper = JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();
            Files.writeString(json, mapper.writeValueAsString(measurements) + "\n");
        }
    }
}
