package lockpick.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one or more processes measure at the same time.
 *
 * @param work what is repeated
 * @param size the decoder
 * @param processes how many do so side by side; their speeds add up
 * @param threads of each process
 */
record Block(Work work, Size size, int processes, int threads) {

    /** What is measured. */
    enum Work {
        TRAIN,
        DECODE;

        String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Every block, with this many threads in all. */
    static List<Block> all(int threads) {
        Stream<Block> alone = Arrays.stream(Work.values())
                .flatMap(work -> Arrays.stream(Size.values()).map(size -> new Block(work, size, 1, threads)))
                .filter(block -> block.work() == Work.DECODE || block.size() != Size.SEVENTY_MILLION);
        return Stream.concat(
                        alone, threads > 1 ? Stream.of(new Block(Work.TRAIN, Size.NANO, threads, 1)) : Stream.empty())
                .toList();
    }

    /** Such as {@code train-5M}, or {@code train-nano-side-by-side}. */
    String name() {
        return work.label() + "-" + size.label + (processes > 1 ? "-side-by-side" : "");
    }

    /** Whether a user who says this means the block, among others perhaps: {@code train} or {@code 5M}. */
    boolean isMeantBy(String name) {
        return name.equals(name()) || name.equals(work.label()) || name.equals(size.label);
    }

    String unit() {
        return size == Size.NANO && work == Work.TRAIN ? "examples/s" : "tokens/s";
    }

    Workload open() {
        return switch (work) {
            case TRAIN -> new Training(size);
            case DECODE -> new Decoding(size);
        };
    }
}
