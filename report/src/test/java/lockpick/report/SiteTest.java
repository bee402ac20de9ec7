package lockpick.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lockpick.report.Site.StudyFolder;
import lockpick.report.read.UnreadableRunException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A site is complete and offline, and its data is that of the runs. */
class SiteTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final String CLAIMS = """
            [{"says": "Noise unlocks", "source": "ours", "of": {"elicitation": "weight-noise"}, "above": 0.5}]
            """;

    @TempDir
    static Path folder;

    private static Path runs = Path.of("");
    private static Path site = Path.of("");

    @BeforeAll
    static void write() throws IOException {
        runs = folder.resolve("runs");
        site = folder.resolve("site");
        SyntheticStudy.small(2).claiming(CLAIMS).write(runs);
        HostileCompletion.putInto(SyntheticStudy.first(runs, "sft"));
        assertThat(writeSite()).isEqualTo(site.resolve("index.html"));
    }

    private static Path writeSite() throws IOException {
        return Site.write(List.of(new StudyFolder(runs, SyntheticStudy.NAME)), site);
    }

    @Test
    void everyLinkLeadsToAFileOfTheSite() throws IOException {
        int links = 0;
        for (Path page : files(".html")) {
            String html = Files.readString(page).replaceAll("(?s)<script>.*?</script>", "");
            for (String link : LINK.matcher(html).results().map(m -> m.group(1)).toList()) {
                if (!link.startsWith("data:")) {
                    String file = URLDecoder.decode(link.replaceFirst("#.*", ""), StandardCharsets.UTF_8);
                    assertThat(page.resolveSibling(file))
                            .as(page + " links to it")
                            .isRegularFile();
                    links++;
                }
            }
        }
        assertThat(links).isGreaterThan(100);
    }

    /** Only a dashboard's pages listen to something. */
    @Test
    void pagesFromFilesConnectNowhere() throws IOException {
        for (Path page : files(".html")) {
            assertThat(page).content().contains("default-src 'none'").doesNotContain("connect-src", "id=\"live\"");
        }
        assertThat(site.resolve("assets/live.js")).doesNotExist();
    }

    @Test
    void theFirstPageSaysWhatEachStudyIsAndWhatItFound() throws IOException {
        String index = Files.readString(site.resolve("index.html"));

        // 2 seeds × (2 policies + 1 lock + 2 demonstrators × 2 k × 2 rates) = 22 runs
        assertThat(index)
                .contains("1 study, 22 finished runs", "finished, 22 runs · seeds 0, 1", "1 is undecided")
                .contains("studies/synthetic/figures/demonstrations.svg", "sft-12.5k <span class=\"badge undecided\">");
        assertThat(Files.readString(site.resolve("claims.html"))).contains("Noise unlocks");
    }

    @Test
    void aRunsPageTellsItsSettingsItsOriginAndWhatBuildsOnIt() throws IOException {
        Path elicited = SyntheticStudy.first(runs, "sft").getFileName();
        Path lock = SyntheticStudy.first(runs, "lock").getFileName();
        assertThat(page(elicited))
                .contains("sft of sft-12.5k, demonstrations reference, k 4, rate 1e-4, seed 0")
                .contains("<dt>locked</dt><dd><a href=\"" + lock + ".html\">lock sft-12.5k, seed 0</a>")
                .contains("  demonstrations: reference\n", "812 MB");
        assertThat(page(lock))
                .contains("The gate finds this model alone <span class=\"badge undecided\">")
                .contains("8 runs build on it", "<a href=\"" + elicited + ".html\">");
    }

    /** The oracle is metrics.jsonl, which counts the same completions. */
    @Test
    void theCatalogueHasTheVerdictOnEveryCompletion() throws IOException {
        JsonNode catalog = data("catalog");
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (JsonNode run : catalog.required("runs")) {
            String name = run.required("folder").stringValue();
            for (String line : Files.readAllLines(runs.resolve(name).resolve("metrics.jsonl"))) {
                JsonNode metric = JSON.readTree(line);
                if (metric.required("type").stringValue().equals("evaluation")) {
                    expected.add(name + " " + metric.required("correct") + " of " + metric.required("n"));
                }
            }
        }
        int rows = 0;
        for (JsonNode evaluation : catalog.required("evaluations")) {
            String verdicts = evaluation.required("verdicts").stringValue();
            assertThat(evaluation.required("first").intValue()).isEqualTo(rows);
            assertThat(catalog.required("lists").get(evaluation.required("list").intValue()))
                    .hasSize(verdicts.length());
            found.add(catalog.required("runs")
                            .get(evaluation.required("run").intValue())
                            .required("folder")
                            .stringValue()
                    + " " + verdicts.chars().filter(verdict -> verdict == '1').count() + " of " + verdicts.length());
            rows += verdicts.length();
        }
        assertThat(found).isEqualTo(expected);
        assertThat(catalog.required("rows").intValue()).isEqualTo(rows);
        // of each seed one list for each of two splits
        assertThat(catalog.required("lists")).hasSize(4);
        int shards = 0;
        int texts = 0;
        for (; Files.exists(site.resolve("data/completions/" + shards + ".js")); shards++) {
            JsonNode shard = data("completions/" + shards);
            assertThat(shard.required("grades")).hasSameSizeAs(shard.required("completions"));
            texts += shard.required("completions").size();
        }
        assertThat(texts).isEqualTo(rows);
        assertThat(shards).isEqualTo(Math.ceilDiv(rows, 500));
    }

    @Test
    void whatAModelWroteIsTextOnEveryPage() throws IOException {
        String page = page(SyntheticStudy.first(runs, "sft").getFileName());
        assertThat(page)
                .contains("&lt;/pre&gt;&lt;/script&gt;&lt;img src=x onerror=&quot;")
                .doesNotContain("<img");
        for (Path data : files(".js")) {
            if (data.startsWith(site.resolve("data"))) {
                assertThat(Files.readString(data)).doesNotContain("<").doesNotContain("\u2028");
            }
        }
        assertThat(files(".js").stream()
                        .filter(file -> file.startsWith(site.resolve("data")))
                        .filter(file -> holds(file, "onerror")))
                .isNotEmpty();
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aSiteIsMadeAnewOverAnOlderOneWithTheSameBytes() throws IOException {
        SortedMap<String, String> first = content();
        Files.writeString(site.resolve("runs/stale.html"), "of a run that is gone");

        writeSite();

        assertThat(content()).isEqualTo(first);
        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside.filter(file -> file.getFileName().toString().startsWith(".")))
                    .as("left over")
                    .isEmpty();
        }
    }

    @Test
    void aFolderThatIsNoSiteIsNotReplaced() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("thesis.tex"), "years of work");

        assertThatThrownBy(() -> Site.write(List.of(new StudyFolder(runs, SyntheticStudy.NAME)), other))
                .isInstanceOf(UnreadableRunException.class)
                .hasMessageContaining("is no site")
                .hasMessageContaining("give a new folder");
        assertThat(other.resolve("thesis.tex")).exists();
    }

    @Test
    void aRunThatCannotBeReadLeavesTheOldSite() throws IOException {
        SortedMap<String, String> before = content();
        Path metrics = SyntheticStudy.first(runs, "sft").resolve("metrics.jsonl");
        byte[] whole = Files.readAllBytes(metrics);
        Files.writeString(metrics, "");
        try {
            assertThatThrownBy(SiteTest::writeSite).isInstanceOf(UnreadableRunException.class);
        } finally {
            Files.write(metrics, whole);
        }
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void twoStudiesOfOneNameAreRefused() {
        StudyFolder study = new StudyFolder(runs, SyntheticStudy.NAME);

        assertThatThrownBy(() -> Site.write(List.of(study, study), site))
                .isInstanceOf(UnreadableRunException.class)
                .hasMessageContaining("two studies are called synthetic");
    }

    private static String page(Path run) throws IOException {
        return Files.readString(site.resolve("runs/" + run + ".html"));
    }

    private static JsonNode data(String name) throws IOException {
        String script = Files.readString(site.resolve("data/" + name + ".js"));
        String before = "Lockpick.arrived(\"" + name + "\", ";
        assertThat(script).startsWith(before).endsWith(");\n");
        return JSON.readTree(script.substring(before.length(), script.length() - 3));
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(site)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static SortedMap<String, String> content() throws IOException {
        SortedMap<String, String> content = new TreeMap<>();
        for (Path file : files("")) {
            if (Files.isRegularFile(file)) {
                content.put(site.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return content;
    }
}
