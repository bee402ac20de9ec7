package lockpick.engine.tensor;

import java.util.Optional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Element types. */
public enum DType {
    FLOAT64(ScalarType.Double, 8),
    FLOAT32(ScalarType.Float, 4),
    FLOAT16(ScalarType.Half, 2),
    BFLOAT16(ScalarType.BFloat16, 2),
    INT64(ScalarType.Long, 8),
    BOOL(ScalarType.Bool, 1);

    final ScalarType scalarType;
    private final int bytes;

    DType(ScalarType scalarType, int bytes) {
        this.scalarType = scalarType;
        this.bytes = bytes;
    }

    /** Bytes per element. */
    public int bytes() {
        return bytes;
    }

    /** The floating-point type that people call f32, bf16, f16 or f64, or by their long names. */
    public static Optional<DType> named(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "f64", "float64" -> FLOAT64;
                    case "f32", "float32" -> FLOAT32;
                    case "f16", "float16" -> FLOAT16;
                    case "bf16", "bfloat16" -> BFLOAT16;
                    default -> null;
                });
    }

    static DType of(ScalarType scalarType) {
        for (DType dtype : values()) {
            if (dtype.scalarType.value == scalarType.value) { // the library hands out unequal twins of its constants
                return dtype;
            }
        }
        throw new IllegalArgumentException("unsupported element type " + scalarType);
    }
}
