package lockpick.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lockpick.report.page.Live;
import lockpick.report.read.UnreadableRunException;
import lockpick.report.result.StudyResults;
import lockpick.report.site.SiteFolder;
import lockpick.report.site.SitePages;
import lockpick.study.file.Durable;

/** The reports of several studies as one site, with a page for each run and every completion to read (docs/design/site.md). */
public final class Site {
    private static final String MARK = "data/catalog.js"; // what every site has, and hardly anything else

    private Site() {}

    /** A study, and the runs folder that its runs are in. */
    public record StudyFolder(Path runs, String study) {}

    /**
     * Writes a site, in place of an older one. It is written beside its place and then renamed, so that nobody sees a part of one.
     *
     * @param studies finished or not; none twice
     * @param to the site's folder; does not exist, is empty, or holds a site
     * @return its first page, {@code index.html}
     * @throws UnreadableRunException if a file does not hold what it should, {@code to} is something else than a site, or two
     *     studies have the same name; the message is for the user
     */
    public static Path write(List<StudyFolder> studies, Path to) throws IOException {
        requireNamesApart(studies);
        requireSite(to);
        List<StudyResults> results = new ArrayList<>();
        for (StudyFolder study : studies) {
            results.add(StudyResults.read(study.runs(), study.study()));
        }
        Path target = to.toAbsolutePath().normalize();
        Path fresh = beside(target, "partial");
        Durable.delete(fresh);
        try {
            for (StudyResults study : results) {
                StudyReport.write(
                        study,
                        fresh.resolve("studies").resolve(study.index().name()),
                        SitePages.linksOfStudy(Live.NOT));
            }
            SitePages.write(results, new SiteFolder(fresh), Live.NOT);
            Path old = beside(target, "old");
            Durable.delete(old);
            if (Files.exists(target)) {
                Files.move(target, old);
            }
            Files.move(fresh, target);
            Durable.delete(old);
        } finally {
            Durable.delete(fresh);
        }
        return to.resolve("index.html");
    }

    private static Path beside(Path target, String what) {
        return target.resolveSibling("." + target.getFileName() + "." + what + "-"
                + ProcessHandle.current().pid());
    }

    /** @throws UnreadableRunException if two studies have the same name */
    public static void requireNamesApart(List<StudyFolder> studies) throws UnreadableRunException {
        Map<String, Path> known = new HashMap<>();
        for (StudyFolder study : studies) {
            Path other = known.putIfAbsent(study.study(), study.runs());
            if (other != null) {
                throw new UnreadableRunException("two studies are called " + study.study() + ", of " + other
                        + " and of " + study.runs() + "; a site tells studies apart by name, so give one of them");
            }
        }
    }

    /** Whatever else is there is not ours to replace. */
    private static void requireSite(Path to) throws IOException {
        if (!Files.exists(to) || Files.exists(to.resolve(MARK))) {
            return;
        }
        if (Files.isDirectory(to)) {
            try (Stream<Path> files = Files.list(to)) {
                if (files.findAny().isEmpty()) {
                    return;
                }
            }
        }
        throw new UnreadableRunException(to + ": is there and is no site (it has no " + MARK
                + "); give a new folder, or one that an older site is in");
    }
}
