package lockpick.engine.steer;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import lockpick.engine.model.Decoder;
import lockpick.engine.nn.Parameters;
import lockpick.engine.optim.AdamW;
import lockpick.engine.steer.TokenRows.Row;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * Steering vectors that nobody has an example for (MELBO; Mack and Turner, 2024): added behind a source layer, they change what
 * stands behind a later target layer as much as a vector of their length can.
 *
 * <pre>
 * maximise  Σ over prompts √( Σ over tokens ‖Δ_t‖² )   over v of length R, at right angles to the vectors found before
 * </pre>
 *
 * where Δ_t is what v changes at token t: the source's objective with its defaults p = q = 2. By AdamW in its amsgrad form; each
 * step's gradient is projected on what keeps length and right angles, and what it leads to set back onto them. The source steps
 * by 0.001 whatever R and D; here a step moves v by at most a share of R. Owns what stands behind the target unsteered; close it
 * to free that.
 */
public final class VectorSearch implements AutoCloseable {

    private static final AdamW.Settings OPTIMIZER = new AdamW.Settings(0.9, 0.98, 1e-8, 0, 0, true);
    private static final String VECTOR = "vector";

    private final Decoder model;
    private final int source;
    private final int target;
    private final TensorScope memory = TensorScope.owner();
    private final List<Part> parts = new ArrayList<>();
    private final double meanLength;

    /**
     * Some prompts.
     *
     * @param unsteered [B, T, D] behind the target
     */
    private record Part(TokenRows rows, Tensor unsteered) {}

    /**
     * @param model whose weights take no gradients
     * @param source behind how many layers vectors are added, from 1
     * @param target behind how many layers they are to change something: more, to all
     * @param prompts tokens of each, at least one prompt of at least one token
     */
    public VectorSearch(Decoder model, int source, int target, List<int[]> prompts) {
        if (source >= target) {
            throw new IllegalArgumentException("search for a steering vector: source " + source + ", target " + target
                    + "; the source must be the earlier layer");
        }
        this.model = model;
        this.source = source;
        this.target = target;
        List<Row> rows = prompts.stream().map(prompt -> new Row(prompt, 0, 1)).toList();
        double lengths = 0;
        for (List<Row> part : TokenRows.parts(rows)) {
            try (var scope = TensorScope.open();
                    var noGrad = Libtorch.noGrad()) {
                TokenRows read = TokenRows.of(model, part);
                List<Tensor> hidden = read.hiddenBehind(List.of(source, target), model);
                for (int i = 0; i < part.size(); i++) {
                    int last = part.get(i).tokens().length - 1;
                    lengths += hidden.getFirst()
                            .select(0, i)
                            .select(0, last)
                            .norm()
                            .item();
                }
                parts.add(new Part(
                        new TokenRows(memory.keep(read.ids()), memory.keep(read.weights())),
                        memory.keep(hidden.getLast())));
            }
        }
        this.meanLength = lengths / prompts.size();
    }

    /** Length of the residual stream behind the source at a prompt's last token, mean over prompts. */
    public double meanLength() {
        return meanLength;
    }

    /**
     * One more vector.
     *
     * @param radius R, its length
     * @param share of R that a step moves it by at most
     * @param earlier of the same search, fewer than D, at right angles to each other
     * @param seed of where it starts
     */
    public SteeringVector find(double radius, int steps, double share, List<SteeringVector> earlier, Seed seed) {
        int width = model.architecture().dimensions().width();
        List<Parameters.Spec> spec = List.of(new Parameters.Spec(VECTOR, width));
        try (var scope = TensorScope.open();
                var parameters = new Parameters(TokenRows.precise(model), model.device(), spec);
                var optimizer = new AdamW(parameters, OPTIMIZER)) {
            Tensor vector = parameters.get(VECTOR);
            List<Tensor> others = earlier.stream()
                    .map(this::tensor)
                    .map(VectorSearch::direction)
                    .toList();
            put(tensor(random(width, seed.generator())), radius, others, vector);
            for (int step = 0; step < steps; step++) {
                try (var one = TensorScope.open()) {
                    collectGradient(vector);
                    project(vector, others);
                    optimizer.step(share * radius / Math.sqrt(width));
                    put(vector, radius, others, vector);
                }
            }
            return new SteeringVector(source, vector.detach().toDoubles());
        }
    }

    /** The objective. @param vector [D] */
    double change(Tensor vector) {
        double sum = 0;
        for (Part part : parts) {
            try (var scope = TensorScope.open();
                    var noGrad = Libtorch.noGrad()) {
                sum += change(part, vector).item();
            }
        }
        return sum;
    }

    /** Adds the gradient of minus the objective to the vector's. */
    void collectGradient(Tensor vector) {
        for (Part part : parts) {
            try (var scope = TensorScope.open()) {
                change(part, vector).mul(-1).backward();
            }
        }
    }

    private Tensor change(Part part, Tensor vector) {
        try (var steered = model.steered(source, vector.to(model.dtype()))) {
            Tensor hidden = part.rows().hiddenBehind(List.of(target), model).getFirst();
            Tensor change =
                    hidden.sub(part.unsteered()).mul(part.rows().weights().unsqueeze(-1)); // [B, T, D]
            return change.reshape(change.size(0), -1).lengths().sum();
        }
    }

    /** Takes out of the gradient what would change the vector's length or its right angles. */
    private static void project(Tensor vector, List<Tensor> others) {
        try (var noGrad = Libtorch.noGrad()) {
            Tensor gradient = without(vector.gradient(), others);
            vector.gradient().copy_(without(gradient, List.of(direction(vector))));
        }
    }

    /** Stores what a vector is without the others, at some length. */
    private static void put(Tensor vector, double radius, List<Tensor> others, Tensor into) {
        try (var noGrad = Libtorch.noGrad()) {
            into.copy_(direction(without(vector, others)).mul(radius));
        }
    }

    /** What is left of a vector at right angles to some directions. */
    private static Tensor without(Tensor vector, List<Tensor> directions) {
        Tensor left = vector;
        for (Tensor direction : directions) {
            left = left.sub(direction.mul(direction.mul(left).sum()));
        }
        return left;
    }

    private static Tensor direction(Tensor vector) {
        return vector.div(vector.norm());
    }

    private Tensor tensor(SteeringVector vector) {
        return tensor(vector.values());
    }

    private Tensor tensor(double[] values) {
        return Tensor.of(values, values.length).to(TokenRows.precise(model)).to(model.device());
    }

    private static double[] random(int width, RandomGenerator random) {
        return DoubleStream.generate(random::nextGaussian).limit(width).toArray();
    }

    @Override
    public void close() {
        memory.close();
    }
}
