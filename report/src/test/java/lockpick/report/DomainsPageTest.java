package lockpick.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A study whose problems are of two categories, where weak demonstrations are of algebra alone. */
class DomainsPageTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path runs;

    private static Path page = Path.of("");

    @BeforeAll
    static void write() throws IOException {
        SyntheticStudy.small(3).write(runs);
        Path study = runs.resolve("studies/synthetic/study.json");
        Files.writeString(study, ofAlgebra(Files.readString(study), "\"domains\":\"algebra\""));
        for (JsonNode run : JSON.readTree(Files.readString(study)).required("runs")) {
            Path folder = runs.resolve(run.required("folder").stringValue());
            Path settings = folder.resolve("run.json");
            Files.writeString(
                    settings,
                    ofAlgebra(
                            Files.readString(settings),
                            "\"domains\":{\"grouping\":\"category\",\"domains\":[\"algebra\"]}"));
            SyntheticStudy.rewriteCompletions(folder, DomainsPageTest::grouped);
        }
        page = StudyReport.write(runs, SyntheticStudy.NAME);
    }

    private static String ofAlgebra(String json, String domains) {
        return json.replace("\"demonstrations\":\"weak\"", "\"demonstrations\":\"weak\"," + domains);
    }

    /** A problem is of algebra if its first function has an even number. */
    private static String grouped(String lines) {
        return lines.replaceAll("(\"problem\":\"fn\\d*[02468] )", "\"domains\":{\"category\":\"algebra\"},$1")
                .replaceAll("(\"problem\":\"fn\\d*[13579] )", "\"domains\":{\"category\":\"geometry\"},$1");
    }

    /** The oracle adds up the rows of domains.csv. */
    @Test
    void meansAreThoseOfTheDomains() throws IOException {
        for (Map<String, String> row : Csv.read(page.resolveSibling("tables/across_domains.csv"))) {
            List<Map<String, String>> domains = Csv.read(page.resolveSibling("tables/domains.csv")).stream()
                    .filter(domain -> domain.get("settings")
                            .replace("domains algebra, ", "")
                            .equals(row.get("settings")))
                    .toList();
            assertThat(domains).extracting(domain -> domain.get("domain")).containsExactly("algebra", "geometry");
            double first = number(domains.get(0), "test_standard_error");
            double second = number(domains.get(1), "test_standard_error");

            assertThat(row).containsEntry("all_over", "2").containsEntry("grouping", "category");
            assertThat(number(row, "all_test_mean"))
                    .isCloseTo(
                            (number(domains.get(0), "test_mean") + number(domains.get(1), "test_mean")) / 2,
                            within(1e-12));
            assertThat(number(row, "all_test_standard_error")).isCloseTo(Math.hypot(first, second) / 2, within(1e-12));
            boolean weak = row.get("settings").contains("weak");
            assertThat(row).containsEntry("shown", weak ? "algebra" : "");
            assertThat(row.get("shown_test_mean"))
                    .isEqualTo(weak ? domains.get(0).get("test_mean") : "");
            assertThat(row.get("others_test_mean"))
                    .isEqualTo(weak ? domains.get(1).get("test_mean") : "");
        }
    }

    @Test
    void thePageShowsThoseOfSomeDomainsAndOverWhatTheirErrorsAre() throws IOException {
        assertThat(Files.readString(page))
                .contains("From some domains to others", "category: algebra", "(the paper's appendix B.1.4)");
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }
}
