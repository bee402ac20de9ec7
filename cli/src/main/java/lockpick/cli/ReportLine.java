package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;

/** Draws a study's report and says where it is. */
record ReportLine(Console console) {

    void write(Path runs, String study) throws IOException {
        console.line("report: " + runs.resolve("studies").resolve(study).resolve("report/index.html"));
    }
}
