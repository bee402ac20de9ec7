package lockpick.engine.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import lockpick.engine.hub.LocalHub.Asked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a hub on this machine that drops connections, lies, and falls silent. */
class RepositoryDownloadTest {

    private static final byte[] CONFIG = "{\"model_type\": \"llama\"}".getBytes(UTF_8);
    private static final byte[] WEIGHTS = bytes(300_000);

    @TempDir
    private Path temporary;

    private final WatchedTime time = new WatchedTime();
    private LocalHub server;
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = new LocalHub().with("config.json", CONFIG).with("model.safetensors", WEIGHTS);
        folder = temporary.resolve("models/org/model");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private RepositoryDownload.Result pull(Hub hub, Optional<String> revision) throws Exception {
        try (hub) {
            return new RepositoryDownload(hub, new Silent(), time)
                    .run(LocalHub.MODEL, revision, FileChoice.of(List.of(), List.of()), folder);
        }
    }

    private RepositoryDownload.Result pull() throws Exception {
        return pull(server.hub(), Optional.empty());
    }

    /** The weights alone, since the configuration comes first. */
    private RepositoryDownload.Result pullWeights(Hub hub) throws Exception {
        try (hub) {
            return new RepositoryDownload(hub, new Silent(), time)
                    .run(LocalHub.MODEL, Optional.empty(), FileChoice.of(List.of("*.safetensors"), List.of()), folder);
        }
    }

    private RepositoryDownload.Result pullWeights() throws Exception {
        return pullWeights(server.hub());
    }

    private List<Integer> starts() {
        return server.askedForFiles().stream().map(Asked::from).toList();
    }

    private Path part() {
        return folder.resolve(".pull/" + LocalHub.hex(Checksum.Kind.SHA256, WEIGHTS) + ".part");
    }

    private void assertWeightsAreHere() {
        assertThat(folder.resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(part()).doesNotExist();
    }

    @Test
    void filesComeFromTheCommitOfTheListing() throws Exception {
        server.with("tokenizer.json", new byte[0]);
        RepositoryDownload.Result result = pull(server.hub(), Optional.of("v1.0"));

        assertThat(server.asked().stream().map(Asked::target))
                .containsExactly(
                        "/api/models/org/model/revision/v1.0?blobs=true",
                        "/org/model/resolve/" + LocalHub.COMMIT + "/config.json",
                        "/org/model/resolve/" + LocalHub.COMMIT
                                + "/model.safetensors"); // nothing to ask of an empty file
        assertThat(folder.resolve("config.json")).hasBinaryContent(CONFIG);
        assertThat(folder.resolve("tokenizer.json")).isEmptyFile();
        assertWeightsAreHere();
        assertThat(result.fetched()).hasSize(3).isEqualTo(result.files());
        assertThat(time.passed()).isEmpty();
    }

    @Test
    void whatIsThereIsVerifiedAndNotFetchedAgain() throws Exception {
        pull();
        Files.delete(folder.resolve("config.json"));
        int before = server.asked().size();

        assertThat(pull().fetched()).extracting(RemoteFile::path).containsExactly("config.json");
        assertThat(server.asked().subList(before, server.asked().size()))
                .extracting(Asked::target)
                .containsExactly("/org/model/resolve/" + LocalHub.COMMIT + "/config.json");

        server.close();
        assertThat(pull().fetched()).as("complete, so the hub is not needed").isEmpty();
    }

    @Test
    void aFileThatWasChangedIsNotWrittenOver() throws Exception {
        pull();
        byte[] changed = WEIGHTS.clone();
        changed[WEIGHTS.length / 2]++;
        Files.write(folder.resolve("model.safetensors"), changed);

        assertThatThrownBy(this::pull)
                .isInstanceOf(HubException.class)
                .hasMessage(
                        folder.resolve("model.safetensors") + ": has other content than the repository's"
                                + " model.safetensors, and is not written over; move it away, or give another folder with --into");
        assertThat(folder.resolve("model.safetensors")).hasBinaryContent(changed);
    }

    @Test
    void aFolderStaysWithItsCommit() throws Exception {
        pull();
        server.commit("fedcba9876543210");
        server.with("config.json", "{}".getBytes(UTF_8));

        assertThat(pull().listing().commit()).isEqualTo(LocalHub.COMMIT);
        assertThatThrownBy(() -> pull(server.hub(), Optional.of("main")))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("holds org/model at commit " + LocalHub.COMMIT)
                .hasMessageContaining("not org/model at fedcba9876543210");
        assertThat(folder.resolve("config.json")).hasBinaryContent(CONFIG);
    }

    @Test
    void anotherRepositoryDoesNotMixIn() throws Exception {
        pull();
        RepositoryId other = new RepositoryId("org", "other");
        try (Hub hub = server.hub()) {
            assertThatThrownBy(() -> new RepositoryDownload(hub, new Silent(), time)
                            .run(other, Optional.empty(), FileChoice.of(List.of(), List.of()), folder))
                    .hasMessageMatching(".*, not org/other at \\w+; give another folder with --into");
        }
    }

    @Test
    void aDroppedConnectionGoesOnWhereItBroke() throws Exception {
        server.next(LocalHub.broken(100_000), LocalHub.broken(100_000));
        pullWeights();

        assertWeightsAreHere();
        assertThat(starts()).containsExactly(0, 100_000, 200_000);
        assertThat(server.askedForFiles().get(2).headers()).containsEntry("if-range", "\"same\"");
        assertThat(time.passed())
                .as("each got somewhere")
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    void progressOutlivesTheProcess() throws Exception {
        server.next(LocalHub.broken(100_000));
        server.next(
                IntStream.range(0, 6).mapToObj(i -> LocalHub.status(503, "")).toArray(LocalHub.Reply[]::new));
        assertThatThrownBy(this::pullWeights)
                .isInstanceOf(HubException.class)
                .hasMessage("127.0.0.1 is busy (HTTP 503), 6 times in a row; check the network and HF_ENDPOINT, or give"
                        + " the same command again later: what is here is kept");
        assertThat(part()).hasSize(100_000);

        pullWeights();
        assertThat(starts().getLast()).isEqualTo(100_000);
        assertWeightsAreHere();
    }

    @Test
    void pausesDoubleWhileNothingIsGained() throws Exception {
        server.next(
                IntStream.range(0, 5).mapToObj(i -> LocalHub.status(500, "")).toArray(LocalHub.Reply[]::new));
        pullWeights();
        assertThat(time.passed()).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L);
        assertWeightsAreHere();
    }

    @Test
    void aServerThatIgnoresRangesStartsOver() throws Exception {
        server.next(LocalHub.broken(100_000), LocalHub.whole(WEIGHTS));
        pullWeights();
        assertThat(starts()).containsExactly(0, 100_000);
        assertWeightsAreHere();
    }

    @Test
    void contentThatChangesInBetweenStartsOver() throws Exception {
        byte[] old = bytes(WEIGHTS.length - 1);
        server.next(
                (asked, content, out) -> LocalHub.broken(100_000).send(asked, old, out), LocalHub.tagged("\"new\""));
        pullWeights();
        assertThat(server.askedForFiles().get(1).headers()).containsEntry("if-range", "\"same\"");
        assertWeightsAreHere();
    }

    @Test
    void aServerThatGoesOnWithOtherContentIsNotTrusted() throws Exception {
        LocalHub.Reply careless = (asked, content, out) -> {
            asked.headers().remove("if-range");
            LocalHub.tagged("\"new\"").send(asked, content, out);
        };
        server.next(LocalHub.broken(100_000), careless);
        pullWeights();
        assertThat(starts()).as("from the start again").containsExactly(0, 100_000, 0);
        assertWeightsAreHere();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 7-299999/300000", "bytes 0-1/2", "", "nonsense", "bytes 99999999999999999999-1/*"})
    void aRangeThatWasNotAskedForIsNotTrusted(String range) throws Exception {
        server.next(LocalHub.broken(100_000), LocalHub.status(206, "Content-Range: " + range + "\r\n"));
        pullWeights();
        assertThat(starts()).containsExactly(0, 100_000, 0);
        assertWeightsAreHere();
    }

    @Test
    void aFileThatEndsEarlyEachTimeIsGivenUp() {
        byte[] shorter = bytes(1000);
        server.next(IntStream.range(0, 8).mapToObj(i -> LocalHub.whole(shorter)).toArray(LocalHub.Reply[]::new));
        assertThatThrownBy(this::pullWeights).hasMessageStartingWith("127.0.0.1 ended early, 6 times in a row");
    }

    @Test
    void otherBytesThanAnnouncedAreDeletedAndSaid() throws Exception {
        server.next(LocalHub.whole(bytes(WEIGHTS.length - 1)), LocalHub.whole(new byte[WEIGHTS.length]));
        assertThatThrownBy(this::pullWeights)
                .isInstanceOf(HubException.class)
                .hasMessage(
                        "model.safetensors: what arrived has another checksum than the hub announces; it is deleted,"
                                + " give the same command again to fetch it anew");
        assertThat(folder.resolve("model.safetensors")).doesNotExist();
        assertThat(part()).doesNotExist();

        pullWeights();
        assertWeightsAreHere();
    }

    @Test
    void moreBytesThanAnnouncedAreDeletedAndSaid() {
        server.next(LocalHub.whole(bytes(WEIGHTS.length + 1)));
        assertThatThrownBy(this::pullWeights).hasMessageStartingWith("model.safetensors: what arrived has more bytes");
        assertThat(part()).doesNotExist();
    }

    @Test
    void aSmallFileIsVerifiedToo() {
        server.next(LocalHub.whole("{\"model_type\": \"gpt_2\"}".getBytes(UTF_8)));
        assertThatThrownBy(this::pull).hasMessageStartingWith("config.json: what arrived has another checksum");
    }

    @Test
    void whatAnEarlierProcessLeftIsOnlyTrustedIfTheWholeIsRight() throws Exception {
        Files.createDirectories(part().getParent());
        Files.write(part(), new byte[100_000]); // as a power cut may leave it
        assertThatThrownBy(this::pullWeights).hasMessageContaining("another checksum");
        assertThat(part()).doesNotExist();

        Files.write(part(), bytes(WEIGHTS.length + 1));
        pullWeights();
        assertWeightsAreHere();
    }

    @Test
    void silenceHasAnEnd() throws Exception {
        server.next(LocalHub.silence(), LocalHub.silenceAfter(100_000));
        pullWeights(server.hub(Optional.empty(), Duration.ofMillis(400)));
        assertThat(starts().getLast()).isPositive();
        assertWeightsAreHere();
    }

    @Test
    void aHubThatIsNotThereIsSaid() {
        server.close();
        assertThatThrownBy(this::pull)
                .isInstanceOf(HubException.class)
                .hasMessageStartingWith("127.0.0.1 cannot be reached, 6 times in a row");
        assertThat(folder).as("nothing is made for a model that is not found").doesNotExist();
    }

    @Test
    void theTokenGoesToTheHubAlone() throws Exception {
        try (LocalHub cdn = new LocalHub().with("signed", WEIGHTS)) {
            LocalHub.Reply redirect =
                    LocalHub.status(302, "Location: " + cdn.address() + "/resolve/x/signed?key=1\r\n");
            cdn.next(LocalHub.broken(100_000), LocalHub.status(403, ""));
            server.next(redirect, redirect, redirect);
            pullWeights(server.hub(Optional.of("hf_secret"), Duration.ofSeconds(20)));

            assertThat(server.asked())
                    .allSatisfy(
                            asked -> assertThat(asked.headers()).containsEntry("authorization", "Bearer hf_secret"));
            assertThat(cdn.asked())
                    .hasSize(3)
                    .allSatisfy(asked -> assertThat(asked.headers()).doesNotContainKey("authorization"));
            assertThat(cdn.asked()).extracting(Asked::from).containsExactly(0, 100_000, 100_000);
        }
        assertWeightsAreHere();
    }

    @Test
    void aRedirectWithinTheHubKeepsTheToken() throws Exception {
        server.next(LocalHub.status(307, "Location: /api/resolve/cache/model.safetensors\r\n"));
        pullWeights(server.hub(Optional.of("hf_secret"), Duration.ofSeconds(20)));
        assertThat(server.asked().getLast().target()).isEqualTo("/api/resolve/cache/model.safetensors");
        assertThat(server.asked().getLast().headers()).containsKey("authorization");
        assertWeightsAreHere();
    }

    @ParameterizedTest
    @CsvSource({
        "/org/model/resolve/1/model.safetensors, redirects without end",
        "file:///etc/passwd, redirects to an address that is not http",
        "http://127.0.0.1:99999/, redirects to an address that is not http",
        "'http://[', sends us to an address that is none"
    })
    void aRedirectThatLeadsNowhereIsSaid(String location, String said) {
        server.next(IntStream.range(0, 20)
                .mapToObj(i -> LocalHub.status(302, "Location: " + location + "\r\n"))
                .toArray(LocalHub.Reply[]::new));
        assertThatThrownBy(this::pullWeights).isInstanceOf(HubException.class).hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource({
        "401, GatedRepo, '', is gated; accept the licence on HUB/org/model#then set HF_TOKEN",
        "403, '', '', is gated; accept the licence on HUB/org/model",
        "403, GatedRepo, hf_secret, is gated#the account of HF_TOKEN has no access",
        "401, RepoNotFound, '', there is no such repository#or it is private#for a private one set HF_TOKEN",
        "404, '', '', there is no such repository",
        "404, RepoNotFound, hf_secret, there is no such repository#that HF_TOKEN may read it",
        "404, RevisionNotFound, '', has no revision 0123#see its branches and commits on HUB/org/model",
        "404, EntryNotFound, '', lists a file that it does not hold",
        "401, '', hf_secret, HF_TOKEN is not accepted; make a new token",
        "418, '', '', unexpected answer of 127.0.0.1 (HTTP 418); check HF_ENDPOINT"
    })
    void aRefusalSaysWhyAndWhatToDo(int status, String code, String token, String said) {
        server.next(LocalHub.status(status, code.isEmpty() ? "" : "X-Error-Code: " + code + "\r\n"));
        Hub hub = server.hub(Optional.of(token).filter(text -> !text.isEmpty()), Duration.ofSeconds(20));
        assertThatThrownBy(() -> pullWeights(hub))
                .isInstanceOf(HubException.class)
                .hasMessageStartingWith("org/model: ")
                .hasMessageContainingAll(
                        said.replace("HUB", server.address().toString()).split("#"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hf_secret"));
        assertThat(server.askedForFiles()).as("asked once").hasSize(1);
    }

    @Test
    void aServerSaysHowLongToWait() throws Exception {
        server.next(
                LocalHub.status(429, "Retry-After: 7\r\n"),
                LocalHub.status(429, "Retry-After: Thu, 01 Jan 2026 00:01:07 GMT\r\n"), // a minute after the 7 s
                LocalHub.status(503, "Retry-After: Thu, 01 Jan 2026 00:00:00 GMT\r\n"), // over
                LocalHub.status(429, "Retry-After: soon\r\n"));
        pullWeights();
        assertThat(time.passed()).extracting(Duration::toSeconds).containsExactly(7L, 60L, 8L);
        assertWeightsAreHere();
    }

    @Test
    void aVeryLongWaitIsLeftToTheUser() {
        server.next(LocalHub.status(429, "Retry-After: 86400\r\n"));
        assertThatThrownBy(this::pullWeights)
                .hasMessage(
                        "127.0.0.1 is busy (HTTP 429; with HF_TOKEN set it allows more) and asks to come back in 1440 min; give the same command again"
                                + " then: what is here is kept");
    }

    @Test
    void aListingWithNamesThatLeaveTheFolderIsRefused() {
        server.list("{\"sha\": \"" + LocalHub.COMMIT
                + "\", \"siblings\": [{\"rfilename\": \"../../evil.json\", \"size\": 1," + " \"blobId\": \""
                + "0".repeat(40) + "\"}]}");
        assertThatThrownBy(this::pull)
                .isInstanceOf(HubException.class)
                .hasMessage("org/model: the hub's listing cannot be used: '../../evil.json' is no name for a file in a"
                        + " folder");
        assertThat(folder).doesNotExist();
    }

    @Test
    void aModelThatDoesNotFitTheDiskIsRefusedBeforeItIsFetched() {
        server.list("{\"sha\": \"" + LocalHub.COMMIT + "\", \"siblings\": ["
                + IntStream.range(0, 1000)
                        .mapToObj(i -> "{\"rfilename\": \"" + i + ".safetensors\", \"size\": " + (1L << 42)
                                + ", \"blobId\": \"" + "0".repeat(40) + "\"}")
                        .reduce((a, b) -> a + "," + b)
                        .orElseThrow()
                + "]}");
        assertThatThrownBy(this::pull)
                .isInstanceOf(HubException.class)
                .hasMessageContaining("4398046.5 GB are missing, but the disk has room for");
        assertThat(server.askedForFiles()).isEmpty();
    }

    @Test
    void twoPullsDoNotMeetInAFolder() throws Exception {
        List<String> said = new ArrayList<>();
        server.next((asked, content, out) -> {
            try {
                pullWeights();
            } catch (Exception e) {
                said.add(e.getMessage());
            }
            LocalHub.tagged("\"same\"").send(asked, content, out);
        });
        pullWeights();
        assertThat(said).containsExactly(folder + ": another pull is at work in this folder; wait for it to end");
        assertWeightsAreHere();
    }

    @Test
    void aDamagedListingIsSaid() throws Exception {
        pull();
        Path listing = folder.resolve(".pull/listing.json");
        String whole = Files.readString(listing);
        for (String damaged : List.of("", "{", whole.substring(10), whole.replace("config.json", "../config.json"))) {
            Files.writeString(listing, damaged);
            assertThatThrownBy(this::pull)
                    .isInstanceOf(HubException.class)
                    .hasMessage(listing + ": damaged; delete it and give the same command again");
        }
        Files.delete(listing);
        assertThat(pull().fetched()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whateverGoesWrongTheBytesAreRightInTheEnd(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            server.next(
                    switch (random.nextInt(7)) {
                        case 0 -> LocalHub.status(List.of(429, 500, 503, 416).get(random.nextInt(4)), "");
                        case 1 -> LocalHub.tagged("\"new\"");
                        case 2 -> LocalHub.whole(bytes(random.nextInt(1, 2 * WEIGHTS.length)));
                        case 3 -> LocalHub.status(206, "Content-Range: bytes " + random.nextInt(9) + "-9/*\r\n");
                        default -> LocalHub.broken(random.nextInt(WEIGHTS.length / 10));
                    });
        }
        int failures = 0;
        while (!Files.exists(folder.resolve("model.safetensors"))) {
            try {
                pullWeights();
            } catch (HubException e) {
                assertThat(++failures).isLessThan(40);
            }
        }
        assertWeightsAreHere();
    }
}
