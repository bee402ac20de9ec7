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
        TRAIN("train"),
        /** With scores at every position, only some of which are used: what {@link #TRAIN} saves. */
        TRAIN_WITH_ALL_LOGITS("train-all-logits"),
        DECODE("decode");

        private final String label;

        Work(String label) {
            this.label = label;
        }
    }

    /** Every block, with this many threads in all. */
    static List<Block> all(int threads) {
        Stream<Block> alone = Arrays.stream(Work.values())
                .flatMap(work -> Arrays.stream(Size.values()).map(size -> new Block(work, size, 1, threads)))
                .filter(block -> block.work() != Work.TRAIN_WITH_ALL_LOGITS || block.size() == Size.SEVENTY_MILLION);
        return Stream.concat(
                        alone, threads > 1 ? Stream.of(new Block(Work.TRAIN, Size.NANO, threads, 1)) : Stream.empty())
                .toList();
    }

    /** Such as {@code train-5M}, or {@code train-nano-side-by-side}. */
    String name() {
        return work.label + "-" + size.label + (processes > 1 ? "-side-by-side" : "");
    }

    /** Whether a user who says this means the block, among others perhaps: {@code train} or {@code 5M}. */
    boolean isMeantBy(String name) {
        return name.equals(name()) || name.equals(work.label) || name.equals(size.label);
    }

    String unit() {
        return size == Size.NANO && work == Work.TRAIN ? "examples/s" : "tokens/s";
    }

    Workload open() {
        return switch (work) {
            case TRAIN -> new Training(size, false);
            case TRAIN_WITH_ALL_LOGITS -> new Training(size, true);
            case DECODE -> new Decoding(size);
        };
    }
}
