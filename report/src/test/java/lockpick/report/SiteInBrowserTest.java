package lockpick.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lockpick.report.Site.StudyFolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens a site from its files in Chromium, as a reader does. */
class SiteInBrowserTest {
    @TempDir
    static Path folder;

    private static Path site = Path.of("");
    private static String elicited = "";
    private static String lock = "";
    private static Chromium chromium;

    private final List<String> trouble = new ArrayList<>();
    private Page page;

    @BeforeAll
    static void writeAndStart() throws IOException {
        chromium = Chromium.start();
        Path runs = folder.resolve("runs");
        SyntheticStudy.small(2).write(runs);
        Path hostile = SyntheticStudy.first(runs, "sft");
        HostileCompletion.putInto(hostile);
        elicited = hostile.getFileName().toString();
        lock = SyntheticStudy.first(runs, "lock").getFileName().toString();
        site = folder.resolve("site");
        Site.write(List.of(new StudyFolder(runs, SyntheticStudy.NAME)), site);
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void openPage() {
        page = chromium.page(1280, 900);
        page.onConsoleMessage(message -> trouble.add(message.type() + ": " + message.text()));
        page.onPageError(error -> trouble.add("error: " + error));
        page.onRequest(request -> {
            if (!request.url().startsWith(site.toUri().toString())
                    && !request.url().startsWith("data:")) {
                trouble.add("request: " + request.url());
            }
        });
    }

    @AfterEach
    void nothingWentWrong() {
        page.close();
        assertThat(trouble)
                .as("console messages, script errors and requests elsewhere")
                .isEmpty();
    }

    private void open(String address) {
        page.navigate(site.toUri() + address);
        page.waitForSelector("html[data-drawn=yes]");
    }

    private void choose(String field, String value) {
        page.locator("[name=" + field + "]").selectOption(value);
    }

    private void awaitFound(String text) {
        page.waitForCondition(() -> page.locator("#found").textContent().startsWith(text));
    }

    @Test
    void completionsAreFilteredAndTurnedPageByPage() {
        open("completions.html");
        // of each of 2 seeds a validation of 20 and a test of 60: strong 2 prompts, weak 1, lock 3; 8 elicitations of 5
        // budgets with k = 4, and of 4 with k = 256
        awaitFound("6,720 completions");
        choose("run", lock);
        awaitFound("240 completions");
        choose("split", "test");
        choose("prompt", "password");
        awaitFound("60 completions");
        page.locator("#next").click();
        page.waitForCondition(() -> page.locator("#page").textContent().equals("page 2 of 3"));
        assertThat(page.locator("#rows > li").count()).isEqualTo(25);

        page.goBack();
        page.waitForCondition(() -> page.locator("#page").textContent().equals("page 1 of 3"));
        choose("verdict", "0");
        page.waitForCondition(() -> page.locator("#rows .badge.correct").count() == 0);
    }

    @Test
    void theFloorStandsBesideWhatWasElicited() {
        open("completions.html#run=" + elicited + "&split=test&evaluation=last&beside=floor&agree=gained");

        page.waitForSelector("#rows > li");
        for (Locator row : page.locator("#rows > li").all()) {
            assertThat(row.locator(".badge").allTextContents()).containsExactly("correct", "incorrect");
            assertThat(row.locator(".from").allTextContents().getLast())
                    .startsWith("lock sft-12.5k, seed 0: locked, no-password, test");
        }
    }

    @Test
    void hostileTextIsFoundAndShownAsText() {
        open("completions.html#text=ONERROR");

        awaitFound("5 completions with “ONERROR”, 6,720 of 6,720 searched"); // one of each budget
        assertThat(page.locator("#rows pre").first().textContent()).startsWith(HostileCompletion.TEXT);
        assertThat(page.locator("#rows mark").allTextContents()).hasSize(5).containsOnly("onerror");
        assertThat(page.locator("main img").count()).isZero();
        page.navigate(site.toUri() + "runs/" + elicited + ".html");
        assertThat(page.locator("pre").first().textContent()).startsWith(HostileCompletion.TEXT);
        assertThat(page.title()).startsWith("sft of sft-12.5k");
    }

    @Test
    void twoRunsAreComparedBySettingsMetricsAndProblems() {
        open("compare.html#a=" + lock + "&b=" + elicited);

        assertThat(page.locator("#comparison").textContent())
                .contains("Settings that differ", "elicitation.demonstrations", "no-password, test");
        Locator gained = page.locator("section:has(h2:text('Problem by problem')) tbody tr")
                .filter(new Locator.FilterOptions().setHasText("no-password, test"))
                .locator("td")
                .nth(1);
        int count = Integer.parseInt(gained.textContent());
        assertThat(count).isPositive();
        gained.locator("a").click();
        awaitFound(count + " completion");
    }

    @Test
    void aKeyTurnsPagesAndReachesTheSearch() {
        open("completions.html");

        page.keyboard().press("ArrowRight");
        page.waitForCondition(() -> page.locator("#page").textContent().startsWith("page 2 of"));
        page.keyboard().press("/");
        page.keyboard().type("fn1");
        page.waitForCondition(() -> page.locator("#found").textContent().contains("6,720 of 6,720 searched"));
        assertThat(page.url()).endsWith("#text=fn1");
    }

    @Test
    void everyPageFitsANarrowScreenInTheDark() {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.setViewportSize(380, 800);
        for (String address : List.of(
                "index.html",
                "claims.html",
                "runs.html",
                "runs/" + elicited + ".html",
                "completions.html#run=" + elicited + "&beside=floor",
                "compare.html#a=" + lock + "&b=" + elicited)) {
            page.navigate(site.toUri() + address);
            page.waitForCondition(() -> "complete".equals(page.evaluate("document.readyState")));
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as(address)
                    .isEqualTo(380);
        }
    }
}
