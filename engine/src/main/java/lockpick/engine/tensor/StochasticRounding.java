package lockpick.engine.tensor;

import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Rounding of FLOAT32 to BFLOAT16, up or down at random, the nearer neighbour the likelier: the mean of many changes
 * arrives, each of which rounding to the nearest would lose.
 *
 * <p>A BFLOAT16 is the upper half of a FLOAT32. So 16 random bits are added to the lower half, whose carry rounds up, and
 * the lower half is cut off. The random bits are a hash (the last steps of MurmurHash3) of seed and index, so they are the
 * same on every device and for any number of threads.
 */
public final class StochasticRounding {

    private static final int UPPER_HALF = 0xFFFF0000;

    private StochasticRounding() {}

    /**
     * Writes rounded numbers.
     *
     * @param exact FLOAT32, one dimension, finite
     * @param rounded BFLOAT16, as many numbers on the same device; changed
     */
    public static void write(Tensor exact, Tensor rounded, Seed seed) {
        try (var scope = TensorScope.open()) {
            Tensor bits = randomHalves(exact.count(), seed, exact.device());
            bits.handle.add_(exact.handle.view(ScalarType.Int));
            bits.handle.bitwise_and_(new Scalar(UPPER_HALF));
            rounded.copy_(new Tensor(bits.handle.view(ScalarType.Float)));
        }
    }

    /** Random numbers from 0 to 65,535 as 32-bit integers. */
    private static Tensor randomHalves(long count, Seed seed, Device device) {
        TensorOptions options = new TensorOptions(ScalarType.Int).device(new DeviceOptional(device.handle()));
        Tensor hash = new Tensor(torch.arange(new Scalar(count), options));
        hash.handle.mul_(new Scalar(0x9E3779B1)).add_(new Scalar((int) seed.value()));
        mix(hash, 16, 0x85EBCA6B);
        mix(hash, 13, 0xC2B2AE35);
        hash.handle.bitwise_right_shift_(new Scalar(16)).bitwise_and_(new Scalar(0xFFFF));
        return hash;
    }

    private static void mix(Tensor hash, int shift, int factor) {
        try (var scope = TensorScope.open()) {
            hash.handle
                    .bitwise_xor_(new Tensor(hash.handle.bitwise_right_shift(new Scalar(shift))).handle)
                    .mul_(new Scalar(factor));
        }
    }
}
