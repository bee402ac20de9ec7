package lockpick.cli;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import lockpick.study.endpoint.ApiKey;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.serve.ModelServer;
import lockpick.study.serve.ServerConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockpick serve}: a model over OpenAI's HTTP interface. */
@Command(
        name = "serve",
        description = {
            "Serves a model over HTTP, as OpenAI's interface has it, so that other evaluation tools can ask it: /v1/models,"
                    + " /v1/completions, /v1/chat/completions, and /health.",
            "",
            "Requests of all clients are written together. An answer depends on the model and the request alone; at"
                    + " temperature 0 it is what 'lockpick generate' writes, and with a seed what it draws from that seed."
        },
        footer = {
            "",
            "Example:",
            "  lockpick serve models/EleutherAI/pythia-70m",
            "",
            "and in another terminal",
            "",
            "  curl http://127.0.0.1:8000/v1/completions \\",
            "    -H 'Content-Type: application/json' \\",
            "    -d '{\"prompt\": \"Two and two are\", \"max_tokens\": 8, \"temperature\": 0}'",
            "",
            "Token by token, and log-probabilities of a prompt's own tokens:",
            "",
            "  curl -N http://127.0.0.1:8000/v1/completions \\",
            "    -H 'Content-Type: application/json' \\",
            "    -d '{\"prompt\": \"Two and two are\", \"stream\": true}'",
            "  curl http://127.0.0.1:8000/v1/completions \\",
            "    -H 'Content-Type: application/json' \\",
            "    -d '{\"prompt\": \"Two and two are four\", \"echo\": true, \"logprobs\": 1,",
            "         \"max_tokens\": 0}'",
            "",
            "A model with a chat template also takes conversations:",
            "",
            "  curl http://127.0.0.1:8000/v1/chat/completions \\",
            "    -H 'Content-Type: application/json' \\",
            "    -d '{\"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]}'",
            "",
            "Others than this machine may ask only with a key, which they send as",
            "Authorization: Bearer KEY:",
            "",
            "  LOCKPICK_KEY=... lockpick serve MODEL --host 0.0.0.0 \\",
            "                                  --api-key-env LOCKPICK_KEY",
            "",
            "docs/serve.md has the commands for Inspect and lm-evaluation-harness, and what is",
            "supported. Ctrl-C lets requests that are being answered go on for a while, and",
            "ends.",
            "",
            "Exit code: 1 the model cannot be used or the address cannot be had, 2 something",
            "is wrong with the command; after Ctrl-C 130."
        })
final class Serve implements Callable<Integer> {

    private static final int MEBIBYTE = 1 << 20;

    private final Console console;
    private final Map<String, String> environment;

    @Parameters(index = "0", paramLabel = "MODEL", description = "a model folder, or a run that keeps a model")
    private String model = "";

    @Mixin
    private HostOption host = new HostOption();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8000",
            description = "the port; 0 takes a free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "what clients call the model (default: as it is given here)")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--api-key-env",
            paramLabel = "VARIABLE",
            description = "environment variable with the API key that clients must send (default: none is wanted)")
    private Optional<String> keyVariable = Optional.empty();

    @Option(
            names = "--max-concurrent",
            paramLabel = "N",
            defaultValue = "256",
            description = "requests answered at once; more are told to come back (default: ${DEFAULT-VALUE})")
    private int maxConcurrent;

    @Option(
            names = "--max-body",
            paramLabel = "MIB",
            defaultValue = "8",
            description = "size of a request, at most (default: ${DEFAULT-VALUE})")
    private int maxBody;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "1024",
            description = "tokens of a completion, at most; memory grows with it (default: ${DEFAULT-VALUE})")
    private int maxTokens;

    @Option(
            names = "--client-timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "how long a client may take to send a request, or to take a part of the answer (default:"
                    + " ${DEFAULT-VALUE})")
    private int clientTimeout;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "how long requests may go on after Ctrl-C (default: ${DEFAULT-VALUE})")
    private int grace;

    @Mixin
    private ModelOptions with = new ModelOptions();

    /** @param environment where the variable of the API key is looked up */
    Serve(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ServerConfig config = config();
        Path folder = with.folder(model);
        try (TrainablePolicy policy = with.load(folder, List.of());
                ModelServer server = open(policy, config);
                Interrupt interrupt = new Interrupt(server::close, console, "stopped")) {
            console.line("serving " + config.name() + " at http://" + HostOption.shown(server.address()) + "/v1"
                    + (config.key().isPresent() ? ", with an API key" : "") + "; Ctrl-C ends it");
            new CountDownLatch(1).await(); // until the process ends
        }
        return 0;
    }

    private ServerConfig config() throws IOException {
        SamplingOptions.check(maxConcurrent >= 1, "--max-concurrent", maxConcurrent, "at least 1");
        SamplingOptions.check(maxBody >= 1 && maxBody <= 1024, "--max-body", maxBody, "from 1 to 1024");
        SamplingOptions.check(maxTokens >= 1, "--max-tokens", maxTokens, "at least 1");
        SamplingOptions.check(clientTimeout >= 1, "--client-timeout", clientTimeout, "at least 1");
        SamplingOptions.check(grace >= 0, "--grace", grace, "at least 0");
        try {
            return new ServerConfig(
                    name.orElse(model),
                    host.address(port),
                    keyVariable.map(variable -> ApiKey.of(Optional.of(variable), environment)),
                    maxConcurrent,
                    maxBody * MEBIBYTE,
                    maxTokens,
                    Duration.ofSeconds(clientTimeout),
                    Duration.ofSeconds(grace));
        } catch (IllegalArgumentException e) { // others could ask without a key
            throw new MistakeException("--host = " + host.name()
                    + ": others than this machine could use the model; give --api-key-env, or leave --host out");
        }
    }

    private ModelServer open(TrainablePolicy policy, ServerConfig config) throws IOException {
        try {
            return new ModelServer(policy, config, failure -> {
                console.problem("a request failed: " + failure);
                failure.printStackTrace();
            });
        } catch (BindException e) {
            throw HostOption.taken(config.address(), e);
        }
    }
}
