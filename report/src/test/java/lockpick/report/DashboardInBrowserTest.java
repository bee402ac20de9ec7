package lockpick.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.report.dashboard.DashboardServer;
import lockpick.study.run.RunWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens a dashboard in Chromium, as a reader does, while runs finish. */
class DashboardInBrowserTest {
    private static Chromium chromium;

    @TempDir
    private Path folder = Path.of("");

    private final List<String> trouble = new ArrayList<>();
    private GrowingStudy study = new GrowingStudy(folder, folder, List.of());
    private DashboardServer server;
    private Page page;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void openDashboard() throws IOException {
        study = GrowingStudy.in(folder);
        server = new DashboardServer(
                List.of(study.folder()),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                Duration.ofMillis(20),
                failure -> trouble.add(failure.toString()));
        page = chromium.page(1280, 900);
        page.onConsoleMessage(message -> trouble.add(message.type() + ": " + message.text()));
        page.onPageError(error -> trouble.add("error: " + error));
        page.onRequest(request -> {
            if (!request.url().startsWith(root()) && !request.url().startsWith("data:")) {
                trouble.add("request: " + request.url());
            }
        });
    }

    @AfterEach
    void nothingWentWrong() throws IOException {
        page.close();
        server.close();
        assertThat(trouble)
                .as("console messages, script errors and requests elsewhere")
                .isEmpty();
    }

    private String root() {
        return "http://127.0.0.1:" + server.address().getPort() + "/";
    }

    private void open(String address) {
        page.navigate(root() + address);
        page.evaluate("document.documentElement.dataset.mine = 'yes'"); // gone after a reload
    }

    private void awaitSaid(String text) {
        page.waitForCondition(() -> page.locator("#live-said").textContent().equals(text));
    }

    private void finishBoth() throws IOException {
        for (String run : study.last()) {
            study.finish(run);
        }
    }

    private void assertNotReloaded() {
        assertThat(page.evaluate("document.documentElement.dataset.mine")).isEqualTo("yes");
    }

    @Test
    void theFirstPageFollowsRunsWithoutAReload() throws IOException {
        open("");
        awaitSaid("20 of 22 runs finished, none running");
        assertThat(page.locator("#live-runs").isVisible()).isFalse();

        try (RunWriter writer = study.begin(study.last().getFirst())) {
            writer.progress(1, 4);
            awaitSaid("20 of 22 runs finished, 1 running");
            page.waitForCondition(
                    () -> page.locator("#live-runs li").textContent().contains("seed 125\u202f%, "));
            assertThat(page.locator("#live-runs progress").getAttribute("aria-label"))
                    .isEqualTo("sft of sft-12.5k, demonstrations weak, k 256, rate 1e-4, seed 1");
        }
        finishBoth();
        awaitSaid("All 22 runs have finished");
        page.waitForCondition(() -> page.locator(".state").textContent().startsWith("finished, 22 runs"));
        assertNotReloaded();
        assertThat(page.locator("[role=status]#live-said").count()).isEqualTo(1);
    }

    @Test
    void aFigureShowsNewResultsWhereTheReaderIs() throws IOException {
        open("studies/synthetic/index.html");
        page.waitForSelector("html[data-drawn=yes]");
        Locator points = page.locator("#weak-demonstrations-0 svg .mark-symbol path");
        assertThat(points.count()).isEqualTo(2 + 2); // k = 4 with its two seeds; k = 256 with one
        Locator panel = page.locator("#weak-demonstrations-0");
        panel.focus();
        double top = panel.boundingBox().y;
        assertThat(((Number) page.evaluate("window.scrollY")).doubleValue()).isPositive();

        finishBoth();
        page.waitForCondition(() -> points.count() == 2 + 4);
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("weak-demonstrations-0");
        assertThat(panel.boundingBox().y).isCloseTo(top, within(3.0)); // pixels
        assertNotReloaded();
    }

    @Test
    void pointerAndKeysShowTheValueOfEverySeed() {
        open("studies/synthetic/index.html");
        page.waitForSelector("html[data-drawn=yes]");
        Locator panel = page.locator("#demonstrations-0");
        Locator tooltip = page.locator("#vg-tooltip-element");
        panel.locator("svg .mark-symbol").last().locator("path").last().hover();
        String pointed = tooltip.textContent();
        assertThat(pointed).containsPattern("by seed:?\\d+\\.\\d, \\d+\\.\\d");
        page.mouse().move(0, 0);

        panel.focus();
        page.keyboard().press("ArrowRight");
        assertThat(tooltip.textContent()).contains("4 reference").isNotEqualTo(pointed);
        page.keyboard().press("ArrowRight");
        assertThat(tooltip.textContent()).isEqualTo(pointed);
        assertThat(page.locator(".unseen[role=status]").textContent())
                .containsPattern("by seed \\d+\\.\\d, \\d+\\.\\d");
        page.keyboard().press("Escape");
        assertThat(tooltip.getAttribute("class")).doesNotContain("visible");
    }

    @Test
    void completionsOfNewRunsComeWhenAskedFor() throws IOException {
        open("completions.html");
        page.waitForCondition(
                () -> page.locator("#found").textContent().startsWith("6,")); // see SiteInBrowserTest for all of them
        String before = page.locator("#found").textContent();
        page.locator("[name=prompt]").selectOption("password");

        finishBoth();
        page.locator("#live-new").click();
        page.locator("[name=prompt]").selectOption("");
        // of two runs with four budgets each, a validation of 20 and a test of 60
        page.waitForCondition(() -> page.locator("#found").textContent().startsWith("6,720 completions"));
        assertThat(before).startsWith("6,080 completions");
        assertThat(page.locator("#live-new").isVisible()).isFalse();
        assertNotReloaded();
    }

    @Test
    void theListOfRunsStaysAsItWasNarrowedDown() throws IOException {
        open("runs.html");
        page.locator("#text").fill("k 256 rate 1e-4 weak");
        Locator rows = page.locator("tbody tr:visible");
        page.waitForCondition(() -> rows.count() == 2);
        assertThat(rows.last().textContent()).contains("not finished");

        finishBoth();
        page.waitForCondition(() -> !rows.last().textContent().contains("not finished"));
        assertThat(rows.count()).isEqualTo(2);
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("text");
        assertNotReloaded();
    }
}
