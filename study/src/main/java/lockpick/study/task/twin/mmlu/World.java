package lockpick.study.task.twin.mmlu;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;

/** The facts of an invented world; the seed decides which being has which value. */
final class World {

    private final List<int[]> values; // by topic, by being

    World(Seed seed) {
        values = IntStream.range(0, Topic.ALL.size())
                .mapToObj(topic -> facts(Topic.ALL.get(topic), seed.stream("facts", topic)))
                .toList();
    }

    private static int[] facts(Topic topic, Seed seed) {
        RandomGenerator random = seed.generator();
        return topic.beings().stream()
                .mapToInt(being -> random.nextInt(topic.values().size()))
                .toArray();
    }

    /** The value of a being, by their numbers within the topic. */
    int value(int topic, int being) {
        return values.get(topic)[being];
    }
}
