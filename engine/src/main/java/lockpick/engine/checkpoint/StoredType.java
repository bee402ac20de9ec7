package lockpick.engine.checkpoint;

import java.util.Arrays;
import java.util.Optional;
import lockpick.engine.tensor.DType;

/** Element types of safetensors files. Some only appear in buffers that models ignore, such as the masks of old files. */
public enum StoredType {
    F64(DType.FLOAT64),
    F32(DType.FLOAT32),
    F16(DType.FLOAT16),
    BF16(DType.BFLOAT16),
    I64(DType.INT64),
    BOOL(DType.BOOL),
    U64(8),
    I32(4),
    U32(4),
    I16(2),
    U16(2),
    I8(1),
    U8(1),
    F8_E4M3(1),
    F8_E5M2(1);

    private final int bytes;
    private final Optional<DType> dtype;

    StoredType(DType dtype) {
        this.bytes = dtype.bytes();
        this.dtype = Optional.of(dtype);
    }

    StoredType(int bytes) {
        this.bytes = bytes;
        this.dtype = Optional.empty();
    }

    static Optional<StoredType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    static StoredType of(DType dtype) {
        return Arrays.stream(values())
                .filter(type -> type.dtype.equals(Optional.of(dtype)))
                .findFirst()
                .orElseThrow();
    }

    /** What a tensor of this type is stored as, where floating-point numbers are converted. */
    static StoredType of(DType dtype, DType floating) {
        return of(dtype).isFloating() ? of(floating) : of(dtype);
    }

    /** Bytes per element. */
    public int bytes() {
        return bytes;
    }

    /** The element type it is read as, if tensors have it. */
    public Optional<DType> dtype() {
        return dtype;
    }

    /** Whether it holds numbers that may be converted to another type that does. */
    boolean isFloating() {
        return this == F64 || this == F32 || this == F16 || this == BF16;
    }
}
