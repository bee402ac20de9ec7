package lockpick.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import lockpick.report.Site.StudyFolder;
import lockpick.report.dashboard.AccessToken;
import lockpick.report.dashboard.DashboardServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lockpick dashboard}: the site over studies, live while their runs are computed. */
@Command(
        name = "dashboard",
        description = {
            "Shows studies in a browser while they are computed: the pages of 'lockpick report --site', and above them which runs"
                    + " are going on, how far they are and how long the rest will take. Figures and tables follow as runs"
                    + " finish, without a reload.",
            "",
            "It looks at run folders from outside, so it can be started and ended at any time, before, during or after"
                    + " 'lockpick run', also on another machine that shares the folder. Pages can only be read."
        },
        footer = {
            "",
            "Example:",
            "  lockpick dashboard studies/quickstart.yaml",
            "",
            "while in another terminal",
            "",
            "  lockpick run studies/quickstart.yaml",
            "",
            "A folder of study files shows all of them; a runs folder, every study that was",
            "run there:",
            "",
            "  lockpick dashboard studies/laptop",
            "  lockpick dashboard runs",
            "",
            "Others than this machine may look only with a token. It is part of the address",
            "that is printed; elsewhere, put this machine's name for 0.0.0.0 there:",
            "",
            "  lockpick dashboard runs --host 0.0.0.0",
            "",
            "It is a new one at each start, unless an environment variable holds one:",
            "",
            "  LOCKPICK_TOKEN=... lockpick dashboard runs --host 0.0.0.0 \\",
            "                                            --token-env LOCKPICK_TOKEN",
            "",
            "Figures can be gone through with the arrow keys, once Tab has reached them. What",
            "it makes goes into a temporary folder; 'lockpick report --site' writes pages to",
            "keep (docs/design/site.md).",
            "",
            "Exit code: 1 a run cannot be read, 2 something is wrong with a study or the",
            "command, such as an address that cannot be had; after Ctrl-C 130."
        })
final class Dashboard implements Callable<Integer> {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Console console;
    private final Map<String, String> environment;
    private final CountDownLatch end;

    @Mixin
    private ReportedStudies studies = new ReportedStudies();

    @Mixin
    private HostOption host = new HostOption();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "the port; 0 takes a free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--token-env",
            paramLabel = "VARIABLE",
            description =
                    "environment variable with the token that readers must know (default: a new one where others than"
                            + " this machine can look, else none)")
    private Optional<String> tokenVariable = Optional.empty();

    /**
     * @param environment where the variable of the token is looked up
     * @param end until which it serves
     */
    Dashboard(Console console, Map<String, String> environment, CountDownLatch end) {
        this.console = console;
        this.environment = environment;
        this.end = end;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        InetSocketAddress address = host.address(port);
        Optional<AccessToken> token = token(address);
        List<StudyFolder> shown = studies.find();
        try (DashboardServer server = open(shown, address, token);
                Interrupt interrupt = new Interrupt(() -> close(server), console, "stopped")) {
            String url = "http://" + HostOption.shown(server.address()) + "/";
            console.line("dashboard: " + token.map(secret -> secret.in(url)).orElse(url) + "   Ctrl-C ends it");
            end.await();
        }
        return 0;
    }

    private Optional<AccessToken> token(InetSocketAddress address) {
        if (tokenVariable.isEmpty()) {
            return address.getAddress().isLoopbackAddress() ? Optional.empty() : Optional.of(AccessToken.random());
        }
        String name = tokenVariable.get();
        try {
            return Optional.of(AccessToken.of(environment.getOrDefault(name, "")));
        } catch (IllegalArgumentException e) {
            throw new MistakeException("--token-env = " + name + ": not a token; " + e.getMessage());
        }
    }

    private DashboardServer open(List<StudyFolder> shown, InetSocketAddress address, Optional<AccessToken> token)
            throws IOException {
        try {
            return new DashboardServer(shown, address, token, INTERVAL, failure -> {
                console.problem("the dashboard failed at something: " + failure);
                failure.printStackTrace();
            });
        } catch (BindException e) {
            throw HostOption.taken(address, e);
        }
    }

    private void close(DashboardServer server) {
        try {
            server.close();
        } catch (IOException e) {
            console.problem("its temporary folder cannot be deleted: " + e.getMessage());
        }
    }
}
