package lockpick.cli;

import java.util.function.IntSupplier;
import lockpick.engine.tensor.Device;
import lockpick.study.experiment.DeviceKind;
import picocli.CommandLine.Option;

/**
 * Where a model computes; the same option for every command that runs one, or finds runs, whose keys depend on it. The launcher reads it too, to choose the
 * natives.
 */
final class DeviceOption {

    private final IntSupplier gpus;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "${env:LOCKPICK_DEVICE:-auto}",
            description = "cpu; cuda, or cuda:1 for the second GPU and so on; or auto, which takes a GPU once CUDA was"
                    + " asked for and fetched (default: LOCKPICK_DEVICE, or auto)")
    private String name = "auto";

    DeviceOption() {
        this(Device::cudaDevices);
    }

    /** @param gpus how many there are */
    DeviceOption(IntSupplier gpus) {
        this.gpus = gpus;
    }

    /** @throws MistakeException if that is no device, or not one of this machine */
    Device device() {
        if (name.equals("auto")) {
            return gpus.getAsInt() > 0 ? Device.cuda(0) : Device.CPU;
        }
        Device device = named();
        if (device.isCuda() && device.index() >= gpus.getAsInt()) {
            throw new MistakeException("--device = " + name + ": " + there(gpus.getAsInt()));
        }
        return device;
    }

    /**
     * Where other machines compute, of whose GPUs this one knows nothing; auto is their processors.
     *
     * @throws MistakeException if that is no device, or chooses among the GPUs of a machine
     */
    Device elsewhere() {
        Device device = name.equals("auto") ? Device.CPU : named();
        if (device.isCuda() && device.index() > 0) {
            throw new MistakeException("--device = " + name + ": a cluster gives each run a GPU of its own; use cuda");
        }
        return device;
    }

    /** What a device means for the key of a run: two GPUs are the same. */
    static DeviceKind kind(Device device) {
        return device.isCuda() ? DeviceKind.CUDA : DeviceKind.CPU;
    }

    private Device named() {
        try {
            return Device.of(name);
        } catch (IllegalArgumentException e) {
            throw new MistakeException("--device = " + name + ": must be auto, cpu, cuda, or cuda:1 and so on");
        }
    }

    private static String there(int gpus) {
        return switch (gpus) {
            case 0 ->
                "CUDA finds no GPU; look at nvidia-smi and CUDA_VISIBLE_DEVICES, start with ./lockpick, or use cpu";
            case 1 -> "there is one GPU, cuda:0";
            default -> "there are " + gpus + " GPUs, cuda:0 to cuda:" + (gpus - 1);
        };
    }
}
