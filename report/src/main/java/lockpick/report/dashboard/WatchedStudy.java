package lockpick.report.dashboard;

import java.util.List;
import lockpick.report.Site.StudyFolder;
import lockpick.report.read.StudyIndex;

/** A study as it stood at some moment. @param finished runs, by the names of their folders */
record WatchedStudy(StudyFolder folder, StudyIndex index, List<String> finished) {

    WatchedStudy {
        finished = List.copyOf(finished);
    }
}
