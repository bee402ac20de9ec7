package lockpick.engine.loss;

import java.util.Arrays;
import java.util.List;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Tensor;

/**
 * What N positions should predict, in a form that tensors of scores can be compared with some positions at a time. A
 * distribution over the vocabulary is there once, however many positions follow it.
 */
sealed interface HeadTargets {

    /** N. */
    long count();

    /** Of {@code length} positions from {@code from}. */
    HeadTargets narrow(long from, long length);

    /** Divergence of each position from log-probabilities [N, V]: [N], nats. */
    Tensor losses(Tensor logProbs);

    /** Takes the targets away from probabilities [N, V], in place. */
    Tensor takeFrom_(Tensor probabilities);

    /**
     * Of rows whose targets have the same form, in the order of their positions.
     *
     * @param precise element type of log-probabilities
     * @throws IllegalArgumentException if a target has tokens that the vocabulary lacks
     */
    static HeadTargets of(List<Sequence> rows, int vocabulary, DType precise, Device device) {
        rows.forEach(row -> row.target().checkFits(vocabulary));
        return switch (rows.getFirst().target()) {
            case Target.OwnTokens own -> {
                long[] ids = rows.stream()
                        .flatMapToInt(row -> Arrays.stream(row.tokens(), row.completionStart(), row.tokens().length))
                        .asLongStream()
                        .toArray();
                yield new Tokens(Tensor.of(ids, ids.length).to(device));
            }
            case Target.Vocabulary distribution -> {
                double[] all = Arrays.copyOf(distribution.probabilities(), vocabulary);
                yield new Distribution(
                        Tensor.of(all, vocabulary).to(precise).to(device),
                        distribution.entropy(),
                        rows.stream().mapToLong(Sequence::targets).sum());
            }
            case Target.Options first ->
                few(rows.stream().map(row -> (Target.Options) row.target()).toList(), precise, device);
        };
    }

    /** Rows of as many tokens as the longest has; those beyond a row's own have probability 0. */
    private static Few few(List<Target.Options> rows, DType precise, Device device) {
        int width = rows.stream().mapToInt(row -> row.tokens().length).max().orElseThrow();
        long[] ids = new long[rows.size() * width];
        double[] probabilities = new double[ids.length];
        for (int row = 0; row < rows.size(); row++) {
            int[] tokens = rows.get(row).tokens();
            for (int i = 0; i < tokens.length; i++) {
                ids[row * width + i] = tokens[i];
                probabilities[row * width + i] = rows.get(row).probabilities()[i];
            }
        }
        double[] entropies = rows.stream().mapToDouble(Target.Options::entropy).toArray();
        return new Few(
                Tensor.of(ids, rows.size(), width).to(device),
                Tensor.of(probabilities, rows.size(), width).to(precise).to(device),
                Tensor.of(entropies, rows.size()).to(device));
    }

    /** @param ids [N] INT64: a token for each position */
    record Tokens(Tensor ids) implements HeadTargets {

        @Override
        public long count() {
            return ids.count();
        }

        @Override
        public HeadTargets narrow(long from, long length) {
            return new Tokens(ids.narrow(0, from, length));
        }

        @Override
        public Tensor losses(Tensor logProbs) {
            return logProbs.pick(ids).mul(-1);
        }

        @Override
        public Tensor takeFrom_(Tensor probabilities) {
            return probabilities.addToPicked_(ids, -1);
        }
    }

    /**
     * One distribution for all positions.
     *
     * @param target [V] probabilities
     * @param entropy its entropy, nats
     */
    record Distribution(Tensor target, double entropy, long count) implements HeadTargets {

        @Override
        public HeadTargets narrow(long from, long length) {
            return new Distribution(target, entropy, length);
        }

        @Override
        public Tensor losses(Tensor logProbs) {
            return logProbs.matmul(target).to(DType.FLOAT64).mul(-1).add(-entropy);
        }

        @Override
        public Tensor takeFrom_(Tensor probabilities) {
            return probabilities.add_(target.unsqueeze(0).expand(probabilities.shape()), -1);
        }
    }

    /**
     * A few tokens for each position.
     *
     * @param ids [N, K] INT64
     * @param targets [N, K] their probabilities
     * @param entropies [N] FLOAT64, nats
     */
    record Few(Tensor ids, Tensor targets, Tensor entropies) implements HeadTargets {

        @Override
        public long count() {
            return entropies.count();
        }

        @Override
        public HeadTargets narrow(long from, long length) {
            return new Few(
                    ids.narrow(0, from, length), targets.narrow(0, from, length), entropies.narrow(0, from, length));
        }

        @Override
        public Tensor losses(Tensor logProbs) {
            return logProbs.gather(1, ids)
                    .mul(targets)
                    .sum(1)
                    .to(DType.FLOAT64)
                    .add(entropies)
                    .mul(-1);
        }

        @Override
        public Tensor takeFrom_(Tensor probabilities) {
            return probabilities.addAt_(1, ids, targets.mul(-1));
        }
    }
}
