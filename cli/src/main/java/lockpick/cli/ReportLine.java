package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import lockpick.report.StudyReport;

/** Draws a study's report, and says what the study found and where the report is. */
record ReportLine(Console console) {

    void write(Path runs, String study) throws IOException {
        StudyReport.Written report = StudyReport.writeWithVerdict(runs, study);
        console.line(report.verdict());
        console.line("report: " + report.page());
    }
}
