package lockpick.report.site;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import lockpick.report.page.Html;
import lockpick.report.page.Live;

/**
 * A page of the site: what stands around its content.
 *
 * @param root what leads from the page to the site's own folder: empty, or {@code ../}
 * @param content of its {@code main} element, as finished HTML
 * @param scripts names under {@code assets/}, in the order they run
 */
record SitePage(String title, String root, Part part, String content, List<String> scripts) {
    /**
     * Nothing may come from elsewhere. {@code file:} is for a reader who opens the folder itself; vega compiles its expressions
     * at run time.
     */
    private static final String POLICY =
            "default-src 'none'; script-src 'self' file: 'unsafe-eval'; style-src 'self' file: 'unsafe-inline';"
                    + " img-src 'self' file: data: blob:";

    /** What the navigation leads to. */
    enum Part {
        STUDIES("Studies", "index.html"),
        CLAIMS("Claims", "claims.html"),
        RUNS("Runs", "runs.html"),
        COMPLETIONS("Completions", "completions.html"),
        COMPARE("Compare", "compare.html");

        private final String title;
        private final String file;

        Part(String title, String file) {
            this.title = title;
            this.file = file;
        }

        String title() {
            return title;
        }

        String file() {
            return file;
        }
    }

    SitePage {
        scripts = List.copyOf(scripts);
    }

    String html(Live live) throws IOException {
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="%s">
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="%sassets/page.css">
            <link rel="stylesheet" href="%sassets/site.css">
            <title>%s · Lockpick</title>
            </head>
            <body>
            %s<main>
            %s</main>
            %s</body>
            </html>
            """.formatted(
                        POLICY + live.connections(),
                        root,
                        root,
                        Html.text(title),
                        top(root, part, live),
                        content,
                        scripts.stream()
                                .map(name -> "<script src=\"" + root + "assets/" + name + "\"></script>\n")
                                .collect(Collectors.joining()));
    }

    /** What every page begins with: the bar that leads to the others, and what is going on. */
    static String top(String root, Part current, Live live) throws IOException {
        StringBuilder html = new StringBuilder("<nav class=\"site\" aria-label=\"site\"><b>Lockpick</b>");
        for (Part part : Part.values()) {
            html.append(" <a href=\"")
                    .append(root)
                    .append(part.file())
                    .append(part == current ? "\" aria-current=\"true\">" : "\">")
                    .append(part.title())
                    .append("</a>");
        }
        return html.append("</nav>\n").append(live.panel(root)).toString();
    }
}
