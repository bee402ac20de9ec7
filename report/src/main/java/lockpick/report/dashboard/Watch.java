package lockpick.report.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import lockpick.report.Site.StudyFolder;
import lockpick.report.read.PlannedRun;
import lockpick.report.read.StudyIndex;
import lockpick.study.run.RunFolder;
import lockpick.study.run.RunningRun;
import lockpick.study.run.WorkFolder;

/**
 * Looks at the runs of some studies from outside: what has finished by the folders that are there, the rest by what {@code .work}
 * says. Looking often is cheap: nothing is read twice that cannot have changed.
 */
final class Watch {

    private final List<StudyFolder> studies;
    private final Map<StudyFolder, Index> indexes = new HashMap<>();
    private final Map<Path, Double> secondsOfFinished = new HashMap<>();

    private record Index(FileTime written, StudyIndex content) {}

    private record Work(Map<String, RunningRun> running, Map<String, String> failures) {

        static Work of(Path runs) throws IOException {
            WorkFolder folder = new WorkFolder(runs);
            return new Work(
                    folder.running().stream()
                            .collect(Collectors.toMap(RunningRun::folder, Function.identity(), (one, same) -> one)),
                    folder.failures());
        }
    }

    Watch(List<StudyFolder> studies) {
        this.studies = List.copyOf(studies);
    }

    /** @throws lockpick.report.read.UnreadableRunException if the list of a study's runs is gone, or holds something else */
    Look look() throws IOException {
        Map<Path, Work> works = new HashMap<>();
        Map<Path, WatchedRun> runs = new LinkedHashMap<>();
        List<WatchedStudy> watched = new ArrayList<>();
        for (StudyFolder study : studies) {
            Work work = works.get(study.runs());
            if (work == null) {
                work = Work.of(study.runs());
                works.put(study.runs(), work);
            }
            StudyIndex index = index(study);
            List<String> finished = new ArrayList<>();
            for (PlannedRun plan : index.runs()) {
                Path folder = study.runs().resolve(plan.folder());
                WatchedRun run = runs.get(folder);
                if (run == null) {
                    run = new WatchedRun(folder, plan, standing(folder, plan, work));
                    runs.put(folder, run);
                }
                if (run.isFinished()) {
                    finished.add(plan.folder());
                }
            }
            watched.add(new WatchedStudy(study, index, finished));
        }
        return new Look(watched, List.copyOf(runs.values()));
    }

    private StudyIndex index(StudyFolder study) throws IOException {
        Path file = StudyIndex.folder(study.runs(), study.study()).resolve("study.json");
        FileTime written = Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
        Index known = indexes.get(study);
        if (known == null || !known.written().equals(written)) {
            known = new Index(written, StudyIndex.read(study.runs(), study.study()));
            indexes.put(study, known);
        }
        return known.content();
    }

    private Standing standing(Path folder, PlannedRun plan, Work work) throws IOException {
        if (Files.exists(folder.resolve("done.json"))) {
            Double seconds = secondsOfFinished.get(folder);
            if (seconds == null) {
                seconds = new RunFolder(folder, plan.key()).cost().wallSeconds();
                secondsOfFinished.put(folder, seconds);
            }
            return new Standing.Finished(seconds);
        }
        RunningRun running = work.running().get(plan.folder());
        if (running != null) {
            return new Standing.Running(running.share(), running.seconds());
        }
        String why = work.failures().get(plan.folder());
        return why == null ? new Standing.Waiting() : new Standing.Failed(why);
    }
}
