package lockpick.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import lockpick.launcher.Checkout.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {

    @TempDir
    private Path temporary;

    private Checkout checkout;
    private Map<String, String> jdk25;

    @BeforeEach
    void makeCheckout() {
        checkout = new Checkout(temporary);
        jdk25 = Map.of("JAVA_HOME", checkout.jdk("25.0.1").toString());
    }

    @Test
    void passesArgumentsAndExitCodeOn() throws Exception {
        Outcome outcome =
                checkout.run(Map.of("JAVA_HOME", jdk25.get("JAVA_HOME"), "FAKE_EXIT", "7"), "run", "my study.yaml", "");

        assertThat(outcome.exit()).isEqualTo(7);
        assertThat(outcome.out())
                .contains("-Dlockpick.home=" + checkout.root().toRealPath() + "\n")
                .endsWith("lockpick.cli.Lockpick\nrun\nmy study.yaml\n\n");
    }

    @Test
    void buildsOnceAndAgainWhenASourceIsNewer() throws Exception {
        assertThat(checkout.run(jdk25, "status").err()).contains("building Lockpick (first time");
        assertThat(checkout.run(jdk25, "status").err()).isEmpty();
        assertThat(checkout.mavenCalls()).isEqualTo(1);

        Path source = checkout.root().resolve("study/src/main/java/A.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
        checkout.run(jdk25, "status");
        assertThat(checkout.mavenCalls()).isEqualTo(2);
    }

    @Test
    void aBuildLeavesTheJarOfRunsThatStillGo() throws Exception {
        String first = jar(checkout.run(jdk25, "status"));
        Files.delete(checkout.root().resolve("study/src/main/java/A.java"));
        String second = jar(checkout.run(jdk25, "status"));

        assertThat(second).isNotEqualTo(first);
        assertThat(Path.of(first)).exists();
    }

    @Test
    void twoFirstStartsBuildOnce() throws Exception {
        Process one = checkout.start(jdk25, "one");
        Process two = checkout.start(jdk25, "two");

        assertThat(Checkout.outcome(one).exit()).isZero();
        assertThat(Checkout.outcome(two).exit()).isZero();
        assertThat(checkout.mavenCalls()).isEqualTo(1);
    }

    @Test
    void aFailedBuildShowsItsErrorsAndNamesItsLog() throws Exception {
        checkout.makeMavenFail();

        Outcome outcome = checkout.run(jdk25, "status");

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("the build failed after")
                .contains(".lockpick/build-cli.log")
                .contains("A.java:[1,1] class expected");
    }

    @Test
    void anOldJdkNamedOnPurposeIsRefused() throws Exception {
        Path jdk17 = checkout.jdk("17.0.9");

        Outcome outcome = checkout.run(Map.of("LOCKPICK_JAVA_HOME", jdk17.toString()), "status");

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err()).contains("LOCKPICK_JAVA_HOME is " + jdk17 + ", which is not a JDK 21 or newer");
        assertThat(checkout.mavenCalls()).isZero();
    }

    @Test
    void javaHomeGivesWayToLockpickJavaHome() throws Exception {
        Path jdk21 = checkout.jdk("21");
        Map<String, String> both = Map.of("JAVA_HOME", jdk25.get("JAVA_HOME"), "LOCKPICK_JAVA_HOME", jdk21.toString());

        // The flag of JDK 23 would stop a JDK 21.
        assertThat(checkout.run(jdk25, "status").out()).contains("--sun-misc-unsafe-memory-access=allow");
        assertThat(checkout.run(both, "status").out()).doesNotContain("--sun-misc-unsafe-memory-access");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--executor spark", "--executor=spark"})
    void sparkIsFetchedWhereItIsAskedFor(String option) throws Exception {
        checkout.run(jdk25, "status");
        assertThat(checkout.mavenArguments().getLast()).contains("--projects :lockpick-cli ");

        Outcome outcome = checkout.run(jdk25, ("run a.yaml " + option).split(" "));

        assertThat(checkout.mavenArguments().getLast()).contains("--projects :lockpick-spark ");
        assertThat(outcome.out())
                .contains("@" + checkout.root().toRealPath() + "/launcher/spark.flags\n")
                .endsWith("lockpick.cli.Lockpick\nrun\na.yaml\n" + option.replace(' ', '\n') + "\n");
        assertThat(checkout.run(jdk25, "run", "--executor", "local").out()).doesNotContain("spark.flags");
    }

    @Test
    void startsTheProcessesOfACluster() throws Exception {
        assertThat(checkout.run(jdk25, "spark-worker", "spark://host:7077").out())
                .endsWith("org.apache.spark.deploy.worker.Worker\nspark://host:7077\n");
    }

    @Test
    void testClosesWithTheCountsOfAllReports() throws Exception {
        checkout.makeMavenReport(10, 0, 2, 0);

        Outcome outcome = checkout.run(jdk25, "test");

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).endsWith("\n8 passed, 0 failed, 2 skipped\n");
    }

    @Test
    void testFailsWhenATestDoes() throws Exception {
        checkout.makeMavenReport(10, 1, 2, 3);

        Outcome outcome = checkout.run(jdk25, "test");

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).endsWith("\n4 passed, 4 failed, 2 skipped\n");
    }

    @Test
    void testFailsWhenNothingRan() throws Exception {
        checkout.makeMavenReport(0, 0, 0, 0);

        assertThat(checkout.run(jdk25, "test").exit()).isEqualTo(1);
    }

    private static String jar(Outcome outcome) {
        return outcome.out()
                .lines()
                .filter(line -> line.contains("lockpick.jar:"))
                .map(line -> line.substring(0, line.indexOf(':')))
                .findFirst()
                .orElseThrow();
    }

    /** In one folder for both, each process would turn the link that others load by. */
    @Test
    void nativesForOpenBlasLieApart() throws Exception {
        String chosen = flags("");
        assertThat(chosen.contains("/.javacpp/cache-openblas\n")).isEqualTo(chosen.contains("openblas.load=\n"));
        assertThat(flags("Haswell")).contains("openblas.load=mkl\n").doesNotContain("cachedir");
    }

    private String flags(String coreType) throws Exception {
        return checkout.run(Map.of("JAVA_HOME", jdk25.get("JAVA_HOME"), "OPENBLAS_CORETYPE", coreType), "status")
                .out();
    }
}
