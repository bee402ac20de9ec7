package lockpick.study.task.twin.mmlu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.task.data.Part;
import lockpick.study.task.data.Source;
import lockpick.study.task.mmlu.MmluRecord;
import lockpick.study.task.twin.Parts;
import lockpick.study.task.twin.Twin;
import lockpick.study.task.twin.TwinFiles;
import lockpick.study.task.twin.TwinProblem;
import lockpick.study.task.twin.TwinPrompt;

/**
 * The twin of MMLU: 144 facts of an invented world in twelve subjects, three of each of the paper's four groups. Every split
 * asks for the same facts, in other words, among other choices and in another order, so that to answer takes the fact. The
 * weak policy picks a letter at random.
 */
public final class MmluTwin implements Twin<MmluRecord> {

    private static final int CHOICES = 4;
    private static final int VALIDATION_PERCENT = 10; // as in MMLU
    private static final String INSTRUCTION = "Answer:";
    private static final Path NOWHERE = Path.of("mmlu-twin");

    private final World world;
    private final Seed seed;

    public MmluTwin(Seed seed) {
        this.seed = seed.stream("mmlu twin");
        this.world = new World(this.seed);
    }

    @Override
    public TwinProblem<MmluRecord> problem(long number) {
        RandomGenerator random = seed.stream("question", number).generator();
        int topicNumber = random.nextInt(Topic.ALL.size());
        Topic topic = Topic.ALL.get(topicNumber);
        int being = random.nextInt(topic.beings().size());
        String question = question(topic, being, random);
        int right = world.value(topicNumber, being);
        List<Integer> wrong = new ArrayList<>(IntStream.range(0, topic.values().size())
                .filter(value -> value != right)
                .boxed()
                .toList());
        Collections.shuffle(wrong, Random.from(random));
        List<Integer> choices = new ArrayList<>(wrong.subList(0, CHOICES - 1));
        int answer = random.nextInt(CHOICES);
        choices.add(answer, right);
        List<String> words = choices.stream().map(topic.values()::get).toList();
        MmluRecord record = new MmluRecord(
                part(question, words),
                topic.subject(),
                topic.category(),
                question,
                words,
                answer,
                Source.line(NOWHERE, number));
        return new TwinProblem<>(
                number,
                record,
                String.valueOf(record.letter()),
                it -> String.valueOf(
                        "ABCD".charAt(it.stream("letter").generator().nextInt(CHOICES))));
    }

    /**
     * A fact of the world without choices, as a strong model has met it before any question: what MMLU asks for is known
     * from elsewhere.
     */
    public Demonstration lesson(long number) {
        RandomGenerator random = seed.stream("lesson", number).generator();
        int topicNumber = random.nextInt(Topic.ALL.size());
        Topic topic = Topic.ALL.get(topicNumber);
        int being = random.nextInt(topic.beings().size());
        TwinPrompt prompt =
                new TwinPrompt(Optional.empty(), text(topic.category().word(), question(topic, being, random)), "");
        return new Demonstration(
                prompt.text(Optional.empty()), " " + topic.values().get(world.value(topicNumber, being)));
    }

    private static String question(Topic topic, int being, RandomGenerator random) {
        return topic.questions()
                .get(random.nextInt(topic.questions().size()))
                .formatted(topic.beings().get(being));
    }

    /** As of the authors' files; a question in a hundred is an example for prompts. */
    private static Part part(String question, List<String> choices) {
        List<String> content =
                Stream.concat(Stream.of(question), choices.stream()).toList();
        if (Parts.of(content, 1) == Part.TRAIN) {
            return Part.DEV;
        }
        return Parts.of(content, 1 + VALIDATION_PERCENT) == Part.TRAIN ? Part.VALIDATION : Part.TEST;
    }

    /** With the category's name, as in the paper's runs by category (§5.2), and without an example before. */
    @Override
    public TwinPrompt prompt(MmluRecord record) {
        String choices = IntStream.range(0, CHOICES)
                .mapToObj(i -> "\n" + "ABCD".charAt(i) + ". " + record.choices().get(i))
                .collect(Collectors.joining());
        return new TwinPrompt(
                Optional.empty(), text(record.category().word(), record.question()) + choices, INSTRUCTION);
    }

    private static String text(String category, String question) {
        return "Category: " + category + "\n" + question;
    }

    /** Writes {@code data/<part>/<subject>_<part>.csv}. */
    @Override
    public void write(Path folder, long count) throws IOException {
        TreeMap<Path, StringBuilder> files = new TreeMap<>();
        different().limit(count).map(TwinProblem::record).forEach(record -> {
            String part =
                    record.part() == Part.VALIDATION ? "val" : record.part().word();
            Path file = folder.resolve("data").resolve(part).resolve(record.subject() + "_" + part + ".csv");
            files.computeIfAbsent(file, name -> new StringBuilder())
                    .append(line(record))
                    .append('\n');
        });
        for (var file : files.entrySet()) {
            TwinFiles.text(file.getKey(), file.getValue().toString());
        }
    }

    /** No text of this world has a comma or a quote. */
    private static String line(MmluRecord record) {
        return record.question() + "," + String.join(",", record.choices()) + "," + record.letter();
    }
}
