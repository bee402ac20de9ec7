package lockpick.study.elicit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.elicit.ElicitationConfig.Taken;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;

/** How the vectors of {@link Steering} are found. */
@Choice.By("kind")
public sealed interface SteeringVectors {

    /** Once for each value with a run of its own, in the order of a report. */
    List<SteeringVectors> points();

    /** What tells these points, and those of other kinds, apart. */
    Map<String, Object> labels();

    /** Where all random numbers of a run come from. @param root of the study's seed */
    Seed seed(Seed root);

    /** Whose completions are steered towards. */
    Optional<Taken> taken();

    /** What a point takes at most, the policy without a vector left out. */
    Effort effort();

    /** From demonstrations towards which, and completions of the policy away from which, to steer (Rimsky et al., 2024). */
    @Choice("mean-difference")
    record MeanDifference(
            @Setting(help = DemonstrationSource.HELP, byDefault = "reference")
            DemonstrationSource demonstrations,

            @Setting(help = "numbers of demonstrations, one run for each", min = 1, minItems = 1)
            List<Integer> k,

            @Setting(
                    help = "shares of the layers behind which the vector is found and added, each tried by itself",
                    byDefault = "[0.25, 0.5, 0.75]",
                    above = 0,
                    max = 1,
                    minItems = 1)
            List<Double> depths,

            @Setting(
                    help = "what the difference is multiplied by, each tried",
                    byDefault = "[1, 2, 4, 8]",
                    above = 0,
                    minItems = 1)
            List<Double> multipliers)
            implements SteeringVectors {

        public MeanDifference {
            k = List.copyOf(k);
            depths = List.copyOf(depths);
            multipliers = List.copyOf(multipliers);
        }

        @Override
        public List<SteeringVectors> points() {
            return k.stream()
                    .map(each ->
                            (SteeringVectors) new MeanDifference(demonstrations, List.of(each), depths, multipliers))
                    .toList();
        }

        @Override
        public Map<String, Object> labels() {
            Map<String, Object> labels = new LinkedHashMap<>();
            labels.put("vectors", "mean-difference");
            labels.put("demonstrations", demonstrations.toString());
            labels.put("k", k.getFirst());
            return labels;
        }

        /** That of supervised fine-tuning on the same demonstrations, which are the same ones. */
        @Override
        public Seed seed(Seed root) {
            return demonstrations.seed(root);
        }

        @Override
        public Optional<Taken> taken() {
            return demonstrations.taken(Collections.max(k), Optional.empty());
        }

        @Override
        public Effort effort() {
            return new Effort(0, 0, 0, depths.size() * multipliers.size());
        }
    }

    /** By how much they change what later layers make of prompts, with no label (MELBO; Mack and Turner, 2024). */
    @Choice("unsupervised")
    record Unsupervised(
            @Setting(help = "prompts that the search looks at", byDefault = "16", min = 1)
            int prompts,

            @Setting(
                    help = "share of the layers behind which vectors are added",
                    byDefault = "0.25",
                    above = 0,
                    max = 1)
            double source,

            @Setting(
                    help = "share of the layers behind which they are to change as much as they can",
                    byDefault = "0.75",
                    above = 0,
                    max = 1)
            double target,

            @Setting(
                    help = "lengths of the vectors, each tried, as shares of the mean length of what they are added to",
                    byDefault = "[0.1, 0.2, 0.4]",
                    above = 0,
                    minItems = 1)
            List<Double> radii,

            @Setting(
                    help = "vectors of each length, each measured: random starts, kept at right angles to each other",
                    byDefault = "4",
                    min = 1,
                    max = 32)
            int draws,

            @Setting(help = "steps of the search for each vector", byDefault = "300", min = 1)
            int steps,

            @Setting(
                    help = "how far a step of the search moves a vector at most, about, as a share of its length",
                    byDefault = "0.02",
                    above = 0)
            double learningRate)
            implements SteeringVectors {

        public Unsupervised {
            radii = List.copyOf(radii);
            if (source >= target) {
                throw new IllegalArgumentException(
                        "vectors added behind " + source + " of the layers change nothing behind " + target
                                + " of them; give a source below the target");
            }
        }

        /** Itself: lengths and draws stand beside each other in one run. */
        @Override
        public List<SteeringVectors> points() {
            return List.of(this);
        }

        @Override
        public Map<String, Object> labels() {
            Map<String, Object> labels = new LinkedHashMap<>();
            labels.put("vectors", "unsupervised");
            labels.put("source", source);
            labels.put("target", target);
            return labels;
        }

        @Override
        public Seed seed(Seed root) {
            return root.stream("elicit", "steering");
        }

        @Override
        public Optional<Taken> taken() {
            return Optional.empty();
        }

        @Override
        public Effort effort() {
            int vectors = radii.size() * draws;
            return new Effort(0, (long) vectors * steps * prompts, 0, vectors);
        }
    }
}
