package lockpick.study.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerLogTest {

    @TempDir
    private Path folder = Path.of("");

    private WorkerLog written(String text) throws IOException {
        return new WorkerLog(Files.writeString(folder.resolve("worker.log"), text), 0);
    }

    @Test
    void theDeepestCauseOfTheLastStackTraceIsTold() throws IOException {
        WorkerLog log = written("""
                lock-0a1b: attempt 1
                java.lang.IllegalStateException: an earlier run
                \tat lockpick.A.b(A.java:1)
                lock-0a1c: attempt 1
                Exception in thread "main" java.lang.ExceptionInInitializerError
                \tat lockpick.A.b(A.java:1)
                Caused by: java.lang.UnsatisfiedLinkError: no jnitorch in java.library.path
                \tat lockpick.A.c(A.java:2)
                \t... 3 more
                """);
        assertThat(log.cause()).hasValue("UnsatisfiedLinkError: no jnitorch in java.library.path");
    }

    @Test
    void withoutAStackTraceItIsTheLastWords() throws IOException {
        assertThat(written("Error occurred during initialization of VM\nCould not reserve enough space\n\n")
                        .cause())
                .hasValue("Could not reserve enough space");
    }

    @Test
    void whatOtherWorkersWroteBeforeDoesNotCount() throws IOException {
        Path file = written("java.lang.OutOfMemoryError: Java heap space\n").file();
        WorkerLog log = WorkerLog.fromNow(file);
        assertThat(log.cause()).isEmpty();
        Files.writeString(file, "killed by a test\n", StandardOpenOption.APPEND);
        assertThat(log.cause()).hasValue("killed by a test");
    }

    @Test
    void aLogThatIsNotThereSaysNothing() throws IOException {
        assertThat(WorkerLog.fromNow(folder.resolve("none.log")).cause()).isEmpty();
    }
}
