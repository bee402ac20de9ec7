package lockpick.report.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lockpick.report.StudyReport;
import lockpick.report.page.Links;
import lockpick.report.page.Live;
import lockpick.report.result.StudyResults;
import lockpick.report.site.SiteFolder;
import lockpick.report.site.SitePages;
import lockpick.study.file.Durable;

/**
 * The site of studies that are being computed, made anew when runs have finished. Studies without new runs are not read again, and
 * their reports are those of the build before.
 */
final class LiveSite {

    private final Path folder;
    private final Map<String, Known> known = new HashMap<>(); // by the name of the study

    /** What was read of a study, and where its report was written. */
    private record Known(WatchedStudy as, StudyResults results, Path report) {}

    /** One making of the site. @param number greater than that of any before */
    record Build(long number, Path folder) {}

    /** @param folder where each build gets a folder of its own */
    LiveSite(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the site.
     *
     * @param number of the new build
     * @throws lockpick.report.read.UnreadableRunException if a run's folder does not hold what it should; then nothing is left of
     *     the build
     */
    Build build(List<WatchedStudy> studies, long number) throws IOException {
        Build build = new Build(number, folder.resolve(String.valueOf(number)));
        Live live = new Live(number);
        try {
            List<StudyResults> results = new ArrayList<>();
            for (WatchedStudy study : studies) {
                results.add(study(study, build.folder(), SitePages.linksOfStudy(live)));
            }
            SitePages.write(results, new SiteFolder(build.folder()), live);
        } catch (IOException | RuntimeException e) {
            Durable.delete(build.folder());
            known.clear(); // whose reports may have gone with it
            throw e;
        }
        return build;
    }

    private StudyResults study(WatchedStudy study, Path site, Links links) throws IOException {
        String name = study.index().name();
        Path report = site.resolve("studies").resolve(name);
        Known before = known.get(name);
        StudyResults results;
        if (before != null && before.as().equals(study)) {
            results = before.results();
            link(before.report(), report);
        } else {
            results = StudyResults.read(study.folder().runs(), study.folder().study());
            StudyReport.write(results, report, links);
        }
        known.put(name, new Known(study, results, report));
        return results;
    }

    /** The files of a tree a second time, without a copy of what they hold. */
    private static void link(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path twin = to.resolve(from.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(twin);
                } else {
                    Files.createLink(twin, path);
                }
            }
        }
    }
}
