package lockpick.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import lockpick.launcher.Checkout.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher's choice between the processor's natives and CUDA's, on a machine that only looks as if it had them. */
class CudaTest {

    private static final String DRIVER =
            "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.95.05  Release Build  (builder@host)";
    private static final String[] TOOLKIT = {
        "libcublas.so.13", "libcublasLt.so.13", "libcusolver.so.12", "libcusparse.so.12"
    };

    @TempDir
    private Path temporary;

    private Checkout checkout;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void makeMachine() {
        checkout = new Checkout(temporary);
        environment.putAll(checkout.machineWithoutCuda());
        environment.put("JAVA_HOME", checkout.jdk("25.0.1").toString());
    }

    private void makeCuda() {
        checkout.makeDriver(DRIVER);
        checkout.makeLibraries("cuda/lib64", TOOLKIT);
        checkout.makeLibraries("cuda/lib64", "libcudnn.so.9", "libnccl.so.2");
    }

    private Outcome run(String... arguments) throws Exception {
        return checkout.run(environment, arguments);
    }

    private static boolean isCuda(Outcome outcome) {
        return outcome.exit() == 0
                && outcome.out().contains("/.lockpick/cli-cuda/")
                && outcome.out().contains("/.javacpp/cuda\n");
    }

    private String lastMavenArguments() throws IOException {
        return checkout.mavenArguments().getLast();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--device cuda", "--device=cuda", "--device cuda:1", "--device=cuda:1 --"})
    void cudaIsFetchedWhereItIsAskedFor(String option) throws Exception {
        makeCuda();
        assertThat(run("status").err()).contains("building Lockpick (first time: downloads 400 MB)");
        assertThat(lastMavenArguments()).doesNotContain("-Pcuda");

        Outcome outcome = run(("generate " + option).split(" "));

        assertThat(isCuda(outcome)).isTrue();
        assertThat(outcome.err())
                .startsWith(
                        "building Lockpick for CUDA (first time: downloads 1.1 GB, which unpack to 2 GB in ~/.javacpp)");
        assertThat(lastMavenArguments()).contains("-Pcuda");
        assertThat(outcome.out()).endsWith("generate\n" + option.replace(' ', '\n') + "\n");
    }

    @Test
    void theEnvironmentAsksToo() throws Exception {
        makeCuda();
        environment.put("LOCKPICK_DEVICE", "cuda");
        assertThat(isCuda(run("status"))).isTrue();
        assertThat(isCuda(run("status", "--device", "cpu")))
                .as("the option goes first")
                .isFalse();
    }

    @Test
    void autoTakesCudaOnceItWasFetched() throws Exception {
        makeCuda();
        assertThat(isCuda(run("status"))).isFalse();
        run("status", "--device", "cuda");
        int builds = checkout.mavenCalls();

        assertThat(isCuda(run("status"))).isTrue();
        assertThat(isCuda(run("status", "--", "--device", "cpu")))
                .as("no option behind --")
                .isTrue();
        checkout.removeDriver();
        Outcome without = run("status");
        assertThat(without.exit()).isZero();
        assertThat(isCuda(without)).isFalse();
        assertThat(without.err()).isEmpty();
        assertThat(without.out()).startsWith("LD_LIBRARY_PATH=\n");
        assertThat(checkout.mavenCalls()).as("both builds are kept").isEqualTo(builds);
    }

    @Test
    void whatIsNoDeviceIsLeftToJava() throws Exception {
        makeCuda();
        assertThat(isCuda(run("status", "--device", "cuda:x"))).isFalse();
        assertThat(run("status", "--device").exit()).isZero();
    }

    @Test
    void withoutADriverItSaysSoAndBuildsNothing() throws Exception {
        Outcome outcome = run("status", "--device", "cuda");
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.err())
                .isEqualTo("lockpick: no NVIDIA driver found; use --device cpu, or install driver 580 or newer\n");
        assertThat(checkout.mavenCalls()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "575.57.08, 12.9",
        "570.211.01, 12.8",
        "550.54.15, 12.4",
        "535.104.05, 12.2",
        "525.147.05, 12.0",
        "470.82.01, 11.4",
        "418.40.04, 10.2"
    })
    void anOldDriverIsNamedWithTheCudaItRuns(String driver, String cuda) throws Exception {
        checkout.makeDriver(
                "NVRM version: NVIDIA UNIX x86_64 Kernel Module  " + driver + "  Thu Jun  3 10:20:30 UTC 2021");
        Outcome outcome = run("status", "--device", "cuda");
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.err())
                .isEqualTo(
                        "lockpick: NVIDIA driver " + driver + " found, which runs CUDA up to " + cuda + ", but libtorch"
                                + " needs CUDA 13.1 and so driver 580 or newer; update the driver, or use --device cpu\n");
        assertThat(checkout.mavenCalls()).isZero();
    }

    @Test
    void whereTheKernelModuleIsHiddenNvidiaSmiTellsTheDriver() throws Exception {
        makeCuda();
        checkout.removeDriver();
        checkout.makeCommand("nvidia-smi", "550.54.15");
        assertThat(run("status", "--device", "cuda").err()).contains("NVIDIA driver 550.54.15 found");
        checkout.makeCommand("nvidia-smi", "NVIDIA-SMI has failed because it could not communicate with the driver.");
        assertThat(run("status", "--device", "cuda").err()).contains("no NVIDIA driver found");
        checkout.makeCommand("nvidia-smi", "580.159.03");
        assertThat(isCuda(run("status", "--device", "cuda"))).isTrue();
    }

    @Test
    void missingLibrariesAreNamedWithTheWayToGetThem() throws Exception {
        checkout.makeDriver(DRIVER);
        checkout.makeLibraries("cuda/lib64", TOOLKIT);
        Outcome outcome = run("status", "--device", "cuda");
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.err())
                .startsWith("lockpick: CUDA needs libcudnn.so.9 libnccl.so.2, which this machine does not have.\n")
                .contains("pip install --no-deps --target cuda-libraries", "LOCKPICK_CUDA_LIBRARIES");
        assertThat(checkout.mavenCalls()).isZero();
    }

    @Test
    void librariesAreFoundWhereverTheyAreAndTheLinkerIsTold() throws Exception {
        checkout.makeDriver(DRIVER);
        Path toolkit = checkout.makeLibraries("cuda/lib64", TOOLKIT);
        Path python = checkout.makeLibraries("python packages/nvidia/cudnn/lib", "libcudnn.so.9", "libcublas.so.13");
        Path given = checkout.makeLibraries("given/nvidia/nccl/lib", "libnccl.so.2");
        environment.put("LOCKPICK_CUDA_LIBRARIES", "/nowhere:" + temporary.resolve("a checkout/given"));
        environment.put("LD_LIBRARY_PATH", "/opt/mine");

        Outcome outcome = run("status", "--device", "cuda");

        assertThat(isCuda(outcome)).isTrue();
        assertThat(outcome.out())
                .startsWith("LD_LIBRARY_PATH=" + toolkit + ":" + python + ":" + given + ":/opt/mine\n");
    }

    @Test
    void librariesThatTheLinkerKnowsNeedNoFolder() throws Exception {
        checkout.makeDriver(DRIVER);
        Path toolkit = checkout.makeLibraries("cuda/lib64", TOOLKIT);
        checkout.makeCommand("ldconfig", "\tlibcudnn.so.9 (libc6) => /lib/a\n\tlibnccl.so.2 (libc6) => /lib/b");

        assertThat(run("status", "--device", "cuda").out()).startsWith("LD_LIBRARY_PATH=" + toolkit + "\n");
    }
}
