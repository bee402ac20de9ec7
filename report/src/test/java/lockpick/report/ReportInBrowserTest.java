package lockpick.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page in Chromium, as a reader does. Skipped where there is none, unless LOCKPICK_REQUIRE_BROWSER=1. */
class ReportInBrowserTest {
    @TempDir
    static Path runs;

    private static Path file = Path.of("");
    private static Chromium chromium;

    private final List<String> trouble = new ArrayList<>();
    private Page page;

    @BeforeAll
    static void drawAndOpen() throws IOException {
        chromium = Chromium.start();
        SyntheticStudy.whole().write(runs);
        file = StudyReport.write(runs, SyntheticStudy.NAME);
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        page = chromium.page(1280, 900);
        page.onConsoleMessage(message -> trouble.add(message.type() + ": " + message.text()));
        page.onPageError(error -> trouble.add("error: " + error));
        page.onRequest(request -> {
            if (!request.url().equals(file.toUri().toString()) && !request.url().startsWith("data:")) {
                trouble.add("request: " + request.url());
            }
        });
        page.navigate(file.toUri().toString());
        page.waitForSelector("html[data-drawn=yes]");
    }

    @AfterEach
    void nothingWentWrong() {
        page.close();
        assertThat(trouble).as("console messages, script errors and requests").isEmpty();
    }

    @Test
    void everyPanelIsDrawnWithLinesPointsAndErrorBars() {
        // a figure each for reference and weak demonstrations, a budget panel for each of 3 locks, a curve panel more
        assertThat(page.locator(".panel").count()).isEqualTo(1 + 1 + 3 + 4);
        for (Locator panel : page.locator(".panel").all()) {
            String id = panel.getAttribute("id");
            assertThat(panel.locator("svg .mark-line path").count())
                    .as(id + " lines")
                    .isPositive();
            if (!id.startsWith("training-curves")) {
                assertThat(panel.locator("svg .mark-symbol path").count())
                        .as(id + " points")
                        .isPositive();
                assertThat(panel.locator("svg .mark-rule line").count())
                        .as(id + " error bars")
                        .isGreaterThan(5);
            }
        }
        // 3 locks × 5 k, as points; each again for 3 seeds
        assertThat(page.locator("#demonstrations-0 svg .mark-symbol path").count())
                .isEqualTo(15 + 45);
    }

    @Test
    void theAxisNamesEveryNumberOfDemonstrations() {
        List<String> texts =
                page.locator("#demonstrations-0 svg .role-axis-label text").allTextContents();

        assertThat(texts).contains("4", "16", "64", "256", "1,024", "0\u202f%", "100\u202f%");
    }

    @Test
    void aPointTellsItsNumbers() {
        page.locator("#demonstrations-0 svg .mark-symbol path[aria-roledescription]")
                .last()
                .hover();

        assertThat(page.locator("#vg-tooltip-element").textContent())
                .contains("demonstrations")
                .contains("reference")
                .contains("of the gap")
                .contains("learning rate");
    }

    @Test
    void everyNumberOfATableIsThatOfItsCsv() throws IOException {
        Object found = page.evaluate("""
                () => [...document.querySelectorAll('td[data-table]')].map(cell => [cell.dataset.table, cell.dataset.row,
                    cell.dataset.columns, cell.dataset.values, cell.textContent])""");
        List<?> cells = (List<?>) found;
        assertThat(cells).hasSizeGreaterThan(200);
        Map<String, List<Map<String, String>>> tables = new HashMap<>();
        for (Object each : cells) {
            List<?> cell = (List<?>) each;
            String name = (String) cell.get(0);
            if (!tables.containsKey(name)) {
                tables.put(name, Csv.read(file.resolveSibling("tables/" + name + ".csv")));
            }
            Map<String, String> row = tables.get(name).get(Integer.parseInt((String) cell.get(1)));
            List<String> columns = List.of(((String) cell.get(2)).split(" "));
            assertThat(cell.get(3)).isEqualTo(columns.stream().map(row::get).collect(Collectors.joining(" ")));
            if (columns.getFirst().endsWith("mean")) {
                // what is shown is what the CSV has, in percent with one decimal
                assertThat(cell.get(4))
                        .isEqualTo(percent(row.get(columns.get(0))) + " ± " + percent(row.get(columns.get(1))));
            }
        }
    }

    @Test
    void itFitsANarrowScreenAndDrawsAgainInTheDark() {
        page.setViewportSize(380, 800);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(380);

        String light =
                page.locator("#demonstrations-0 svg .mark-line path").first().getAttribute("stroke");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.waitForCondition(() -> !light.equals(
                page.locator("#demonstrations-0 svg .mark-line path").first().getAttribute("stroke")));
    }

    @Test
    void figureFilesCompileAsVegaLite() throws IOException {
        for (String figure : List.of("demonstrations", "weak-demonstrations", "training-budget", "training-curves")) {
            String spec = Files.readString(file.resolveSibling("figures/" + figure + ".json"));
            Object svg = page.evaluate(
                    "spec => new vega.View(vega.parse(vegaLite.compile(JSON.parse(spec)).spec), {renderer: 'none'}).toSVG()",
                    spec);
            assertThat(String.valueOf(svg)).contains("mark-line").doesNotContain("NaN");
        }
    }

    private static String percent(String share) {
        String text = String.format(java.util.Locale.ROOT, "%.1f", Double.parseDouble(share) * 100);
        return text.equals("-0.0") ? "0.0" : text.replace('-', '−');
    }
}
