package lockpick.study.elicit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.engine.model.Decoder;
import lockpick.engine.steer.MeanDifference;
import lockpick.engine.steer.MeanDifference.Pair;
import lockpick.engine.steer.SteeringVector;
import lockpick.engine.steer.VectorSearch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.TensorScope;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.measure.Candidate;
import lockpick.study.measure.Spent;
import lockpick.study.pipeline.Completions;
import lockpick.study.policy.Depth;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.train.Journal;
import lockpick.study.train.TrainingLog;

/**
 * Elicitation by steering: a vector is added to what some layer leaves, at every token, and no weight is changed (activation
 * addition; Turner et al., 2023). Either the mean difference between demonstrations and what the policy says itself, or vectors
 * that change later layers the most, found without any label.
 */
public final class Steering implements Elicitation {

    private final Task task;
    private final Completions demonstrator;
    private final Config config;

    /** Vectors added to hidden states (Rimsky et al., 2024; Mack and Turner, 2024). */
    @Choice("steering")
    public record Config(
            @Setting(help = "the vectors, and how they are found")
            SteeringVectors vectors) implements ElicitationConfig {

        @Override
        public List<ElicitationConfig> points() {
            return vectors.points().stream()
                    .map(each -> (ElicitationConfig) new Config(each))
                    .toList();
        }

        @Override
        public Map<String, Object> labels() {
            return vectors.labels();
        }

        @Override
        public Seed seed(Seed root) {
            return vectors.seed(root);
        }

        @Override
        public Optional<Taken> taken() {
            return vectors.taken();
        }

        @Override
        public Effort effort() {
            Effort found = vectors.effort();
            return new Effort(found.steps(), found.sequences(), found.samples(), 1 + found.evaluations());
        }
    }

    /**
     * @param demonstrator whose completions are steered towards
     * @param config a point of a sweep: one k
     */
    public Steering(Task task, Completions demonstrator, Config config) {
        this.task = task;
        this.demonstrator = demonstrator;
        this.config = config;
    }

    @Override
    public void elicit(TrainablePolicy policy, Seed seed, Journal journal, TrainingLog log, Evaluation evaluation)
            throws IOException {
        evaluation.evaluate(new Attempt(policy, task::prompt, Optional.of(Candidate.PLAIN), Spent.NOTHING));
        switch (config.vectors()) {
            case SteeringVectors.MeanDifference difference ->
                addDifferences(difference, policy, seed, journal, evaluation);
            case SteeringVectors.Unsupervised search -> addFound(search, policy, seed, journal, evaluation);
        }
    }

    private void addDifferences(
            SteeringVectors.MeanDifference difference,
            TrainablePolicy policy,
            Seed seed,
            Journal journal,
            Evaluation evaluation)
            throws IOException {
        int k = difference.k().getFirst();
        List<Integer> layers = Depth.layers(difference.depths(), layers(policy));
        List<SteeringVector> vectors = journal.once(
                "vectors",
                SteeringVector.class,
                () -> MeanDifference.of(policy.model(), layers, pairs(k, policy, seed)));
        for (SteeringVector vector : vectors) {
            for (double multiplier : difference.multipliers()) {
                String variant = "layer " + vector.layers() + ", times " + WeightNoise.plain(multiplier);
                Spent spent = new Spent(0, 0, 0, 0, 0, k);
                measure(policy, vector.times(multiplier), variant, spent, evaluation);
            }
        }
    }

    /** Of each problem where both have said something, what the demonstrator and what the policy says. */
    private List<Pair> pairs(int k, TrainablePolicy policy, Seed seed) {
        List<Demonstration> shown = demonstrator.demonstrations(
                task, task.problems(Split.ELICIT_TRAIN).draw(k, seed.stream("demonstrations")));
        List<String> own =
                policy.complete(shown.stream().map(Demonstration::prompt).toList(), task.answering());
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            Demonstration wanted = shown.get(i);
            Demonstration said = new Demonstration(wanted.prompt(), own.get(i));
            if (saysSomething(wanted, policy) && saysSomething(said, policy)) {
                pairs.add(new Pair(policy.withoutEnd(wanted), policy.withoutEnd(said)));
            }
        }
        return pairs;
    }

    private static boolean saysSomething(Demonstration each, TrainablePolicy policy) {
        return policy.wording().completion(each.prompt(), each.completion()).length > 0;
    }

    private void addFound(
            SteeringVectors.Unsupervised config,
            TrainablePolicy policy,
            Seed seed,
            Journal journal,
            Evaluation evaluation)
            throws IOException {
        int source = Depth.layer(config.source(), layers(policy));
        int target = Depth.layer(config.target(), layers(policy));
        List<int[]> prompts = task.problems(Split.ELICIT_TRAIN).draw(config.prompts(), seed.stream("prompts")).stream()
                .map(task::prompt)
                .map(policy::encode)
                .toList();
        try (VectorSearch search = new VectorSearch(policy.model(), source, target, prompts)) {
            for (int size = 0; size < config.radii().size(); size++) {
                double radius = config.radii().get(size);
                List<SteeringVector> found = new ArrayList<>();
                for (int draw = 1; draw <= config.draws(); draw++) {
                    Seed start = seed.stream("start", draw); // the same for all sizes, so that they compare
                    found.addAll(journal.once(
                            "vector-" + size + "-" + draw,
                            SteeringVector.class,
                            () -> List.of(search.find(
                                    radius * search.meanLength(),
                                    config.steps(),
                                    config.learningRate(),
                                    found,
                                    start))));
                    String variant = "radius " + WeightNoise.plain(radius) + ", draw " + draw;
                    measure(policy, found.getLast(), variant, Spent.NOTHING, evaluation);
                }
            }
        }
    }

    /** Measures the policy while a vector is added. */
    private void measure(
            TrainablePolicy policy, SteeringVector vector, String variant, Spent spent, Evaluation evaluation)
            throws IOException {
        Decoder model = policy.model();
        try (var scope = TensorScope.open();
                var steered = model.steered(vector.layers(), vector.of(model))) {
            evaluation.evaluate(new Attempt(policy, task::prompt, Optional.of(variant), spent));
        }
    }

    private static int layers(TrainablePolicy policy) {
        return policy.model().architecture().dimensions().layers();
    }
}
