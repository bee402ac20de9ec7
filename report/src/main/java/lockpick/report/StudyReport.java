package lockpick.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import lockpick.report.figure.Drawing;
import lockpick.report.figure.Figure;
import lockpick.report.figure.StudyFigures;
import lockpick.report.figure.VegaLite;
import lockpick.report.page.Links;
import lockpick.report.page.Page;
import lockpick.report.page.Verdict;
import lockpick.report.read.StudyIndex;
import lockpick.report.result.StudyResults;
import lockpick.report.table.DataTable;
import lockpick.report.table.Tables;
import tools.jackson.databind.json.JsonMapper;

/**
 * The report of a study, made from run folders alone: a page that needs no network, its tables as CSV and JSON, its
 * figures as SVG, PNG and Vega-Lite.
 */
public final class StudyReport {
    private static final JsonMapper JSON = new JsonMapper();

    private StudyReport() {}

    /**
     * A report that was written.
     *
     * @param page {@code index.html}
     * @param verdict what the study found so far, in a few sentences of plain text; the same as at the top of the page
     */
    public record Written(Path page, String verdict) {}

    /**
     * Writes {@code studies/<name>/report/} under the runs folder, of a finished study or of what has finished so far.
     *
     * @param runsFolder such as {@code runs}
     * @param studyName the name of its folder, such as {@code quickstart} or {@code laptop-fig6}
     * @return the page, {@code index.html}
     * @throws lockpick.report.read.UnreadableRunException if a file does not hold what it should; the message is for the
     *     user
     */
    public static Path write(Path runsFolder, String studyName) throws IOException {
        return writeWithVerdict(runsFolder, studyName).page();
    }

    /** As {@link #write}; says what the study found as well, without reading it twice. */
    public static Written writeWithVerdict(Path runsFolder, String studyName) throws IOException {
        StudyResults results = StudyResults.read(runsFolder, studyName);
        Path report = StudyIndex.folder(runsFolder, studyName).resolve("report");
        return new Written(write(results, report, Links.NONE), Verdict.of(results));
    }

    /**
     * Writes the report of a study into a folder.
     *
     * @return the page
     */
    public static Path write(StudyResults results, Path report, Links links) throws IOException {
        Tables tables = Tables.of(results);
        List<Figure> figures = StudyFigures.of(results);
        for (DataTable table : tables.all()) {
            put(report.resolve("tables").resolve(table.name() + ".csv"), table.toCsv());
            put(report.resolve("tables").resolve(table.name() + ".json"), table.toJson());
        }
        boolean png = true;
        for (Figure figure : figures) {
            Path folder = report.resolve("figures");
            put(folder.resolve(figure.id() + ".svg"), Drawing.svg(figure));
            put(
                    folder.resolve(figure.id() + ".json"),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(VegaLite.ofFigure(figure)) + "\n");
            png &= Drawing.png(figure, folder.resolve(figure.id() + ".png"));
        }
        Path page = report.resolve("index.html");
        put(page, Page.html(results, tables, figures, png, links));
        return page;
    }

    /** What the study found so far, in a few sentences of plain text; the same as at the top of the page. */
    public static String verdict(Path runsFolder, String studyName) throws IOException {
        return Verdict.of(StudyResults.read(runsFolder, studyName));
    }

    /** A reader never sees half a file. */
    private static void put(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.writeString(partial, content);
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
