package lockpick.engine.tensor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/**
 * Where tensors live and are computed with.
 *
 * @param isCuda whether it is an NVIDIA GPU rather than the processor
 * @param index which GPU, from 0; 0 for the processor
 */
public record Device(boolean isCuda, int index) {

    public static final Device CPU = new Device(false, 0);

    private static final String CUDA_NATIVES = "/org/bytedeco/pytorch/linux-x86_64-gpu/libtorch_cuda.so";
    private static final Pattern NAME = Pattern.compile("cpu|cuda(?::(\\d{1,2}))?");

    public Device {
        if (index < 0 || !isCuda && index != 0) {
            throw new IllegalArgumentException("device: there is no index " + index + " of it");
        }
    }

    public static Device cuda(int index) {
        return new Device(true, index);
    }

    /**
     * Reads cpu, cuda (the first GPU) or cuda:i.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static Device of(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("device " + name + " is not known; give cpu, cuda, or cuda:1 and so on");
        }
        String index = matcher.group(1);
        return name.equals("cpu") ? CPU : cuda(index == null ? 0 : Integer.parseInt(index));
    }

    /**
     * GPUs that CUDA can compute on; 0 with the natives of a processor, which are not loaded to say so, without a driver, or
     * without CUDA's libraries.
     */
    public static int cudaDevices() {
        if (Device.class.getResource(CUDA_NATIVES) == null) {
            return 0;
        }
        Natives.load();
        return torch.cuda_is_available() ? (int) torch.cuda_device_count() : 0;
    }

    @Override
    public String toString() {
        return isCuda ? "cuda:" + index : "cpu";
    }

    org.bytedeco.pytorch.Device handle() {
        return isCuda
                ? new org.bytedeco.pytorch.Device(DeviceType.CUDA, (byte) index)
                : new org.bytedeco.pytorch.Device(DeviceType.CPU);
    }

    static Device of(org.bytedeco.pytorch.Device handle) {
        return handle.is_cuda() ? cuda(handle.index()) : CPU;
    }
}
