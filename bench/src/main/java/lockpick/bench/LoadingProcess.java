package lockpick.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lockpick.engine.model.Checkpoint;
import lockpick.engine.tensor.AvailableMemory;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import tools.jackson.databind.json.JsonMapper;

/** A process that loads a model folder once, for its memory, and then again and again, for the time it takes. */
final class LoadingProcess {

    private static final int PIECE_BYTES = 1 << 20;
    private static final int ROUNDS = 15;

    /**
     * What it found.
     *
     * @param residentBytesBefore most memory held when the library was there and nothing was loaded
     * @param peakResidentBytes most memory held when the model was there
     * @param rounds times of one after another, so that a busy neighbour slows all alike
     */
    record Result(long residentBytesBefore, long peakResidentBytes, List<Round> rounds) {}

    /**
     * Seconds that each way took.
     *
     * @param reading one thread takes the weights' file through one small buffer
     * @param intoNewMemory one thread takes it into memory that is new each time
     * @param loading a decoder is made of it
     */
    record Round(double reading, double intoNewMemory, double loading) {}

    /** Something that reads files. */
    private interface Reading {
        void once() throws IOException;
    }

    private LoadingProcess() {}

    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path file = folder.resolve("model.safetensors");
        Libtorch.version();
        long before = ProcessorUse.peakResidentBytes();
        Reading loading =
                () -> Checkpoint.load(folder, DType.FLOAT32, Device.CPU).close();
        loading.once();
        long peak = ProcessorUse.peakResidentBytes();
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            rounds.add(new Round(seconds(() -> read(file)), seconds(() -> readIntoNewMemory(file)), seconds(loading)));
        }
        System.out.println(JsonMapper.shared().writeValueAsString(new Result(before, peak, rounds)));
    }

    private static double seconds(Reading reading) throws IOException {
        AvailableMemory.giveBack(); // or memory would be new only the first time
        long start = System.nanoTime();
        reading.once();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void read(Path file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(PIECE_BYTES);
        try (FileChannel channel = FileChannel.open(file)) {
            while (channel.read(buffer.clear()) >= 0) {}
        }
    }

    private static void readIntoNewMemory(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file);
                var scope = TensorScope.open()) {
            long pieces = Math.ceilDiv(channel.size(), PIECE_BYTES);
            Tensor memory = Tensor.uninitialized(DType.BOOL, pieces, PIECE_BYTES);
            for (long piece = 0; piece < pieces; piece++) {
                try (var step = TensorScope.open()) {
                    ByteBuffer bytes = memory.select(0, piece).bytes();
                    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
                }
            }
        }
    }
}
