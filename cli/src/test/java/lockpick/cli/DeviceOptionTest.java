package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lockpick.engine.tensor.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class DeviceOptionTest {

    @Command
    private static final class AnyCommand {

        @Mixin
        private DeviceOption device = new DeviceOption();
    }

    private static Device chosen(int gpus, String... arguments) {
        AnyCommand command = new AnyCommand();
        command.device = new DeviceOption(() -> gpus);
        new CommandLine(command).parseArgs(arguments);
        return command.device.device();
    }

    @ParameterizedTest
    @CsvSource({"auto, cpu", "cpu, cpu", "cuda, cuda:0"})
    void elsewhereItDoesNotDependOnThisMachine(String name, String device) {
        assertThat(onACluster(name)).hasToString(device);
    }

    @Test
    void aClusterChoosesTheGpu() {
        assertThatThrownBy(() -> onACluster("cuda:1"))
                .isInstanceOf(MistakeException.class)
                .hasMessage("--device = cuda:1: a cluster gives each run a GPU of its own; use cuda");
    }

    private static Device onACluster(String name) {
        AnyCommand command = new AnyCommand();
        command.device = new DeviceOption(() -> 0);
        new CommandLine(command).parseArgs("--device", name);
        return command.device.elsewhere();
    }

    @ParameterizedTest
    @CsvSource({"auto, 0, cpu", "auto, 2, cuda:0", "cpu, 2, cpu", "cuda, 1, cuda:0", "cuda:1, 2, cuda:1"})
    void isThatOfThisMachine(String name, int gpus, String device) {
        assertThat(chosen(gpus, "--device", name)).hasToString(device);
    }

    @ParameterizedTest
    @CsvSource({
        "gpu, 1, '--device = gpu: must be auto, cpu, cuda, or cuda:1 and so on'",
        "cuda:, 1, '--device = cuda:: must be auto, cpu, cuda, or cuda:1 and so on'",
        "cuda:1, 1, '--device = cuda:1: there is one GPU, cuda:0'",
        "cuda:7, 4, '--device = cuda:7: there are 4 GPUs, cuda:0 to cuda:3'"
    })
    void anotherIsSaid(String name, int gpus, String said) {
        assertThatThrownBy(() -> chosen(gpus, "--device", name))
                .isInstanceOf(MistakeException.class)
                .hasMessage(said);
    }

    @Test
    void aProcessorsNativesHaveNoGpu() {
        assertThat(Device.cudaDevices()).isZero();
        assertThatThrownBy(() -> chosen(Device.cudaDevices(), "--device=cuda"))
                .hasMessageStartingWith("--device = cuda: CUDA finds no GPU; look at nvidia-smi");
    }
}
