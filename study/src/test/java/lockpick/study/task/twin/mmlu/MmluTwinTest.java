package lockpick.study.task.twin.mmlu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import lockpick.engine.tensor.Seed;
import lockpick.study.task.Split;
import lockpick.study.task.data.SplitRecords;
import lockpick.study.task.mmlu.Mmlu;
import lockpick.study.task.mmlu.MmluCategory;
import lockpick.study.task.mmlu.MmluRecord;
import lockpick.study.task.twin.TwinProblem;
import org.junit.jupiter.api.Test;

class MmluTwinTest {

    private final MmluTwin twin = new MmluTwin(new Seed(0));

    private List<MmluRecord> records(int count) {
        return twin.different().limit(count).map(TwinProblem::record).toList();
    }

    @Test
    void everyGroupHasThreeSubjectsAboutEquallyOften() {
        Map<MmluCategory, Map<String, Long>> found = records(2_400).stream()
                .collect(Collectors.groupingBy(
                        MmluRecord::category, Collectors.groupingBy(MmluRecord::subject, Collectors.counting())));
        assertThat(found).containsOnlyKeys(MmluCategory.values());
        assertThat(found.values()).allMatch(subjects -> subjects.size() == 3);
        assertThat(found.values().stream().flatMap(it -> it.values().stream()))
                .allMatch(times -> times > 140 && times < 260); // 200 ± 4 · √200
    }

    /** The question alone, less its wording, decides the answer: the same being and subject, the same value everywhere. */
    @Test
    void theWorldDoesNotContradictItself() {
        Map<String, String> facts = new HashMap<>();
        for (MmluRecord record : records(3_000)) {
            String value = record.choices().get(record.answer());
            assertThat(facts.putIfAbsent(record.subject() + being(record), value))
                    .isIn(null, value);
        }
        assertThat(facts).hasSize(144);
    }

    @Test
    void everySplitAsksForEveryFactInQuestionsOfItsOwn() {
        var splits = SplitRecords.of(records(12_000), Mmlu.SPLITS);
        Set<String> trained = facts(splits.of(Split.LOCK_TRAIN));
        assertThat(trained).hasSize(144);
        assertThat(facts(splits.of(Split.TEST))).isEqualTo(trained);
        Set<List<String>> contents = new HashSet<>();
        splits.of(Split.LOCK_TRAIN).forEach(record -> contents.add(record.content()));
        assertThat(splits.of(Split.TEST)).noneMatch(record -> contents.contains(record.content()));
    }

    private static Set<String> facts(List<MmluRecord> records) {
        return records.stream()
                .map(record ->
                        record.subject() + being(record) + record.choices().get(record.answer()))
                .collect(Collectors.toSet());
    }

    private static String being(MmluRecord record) {
        return Topic.ALL.stream()
                .filter(topic -> topic.subject().equals(record.subject()))
                .flatMap(topic -> topic.beings().stream())
                .filter(List.of(record.question().split("[^A-Za-z]+"))::contains)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anotherSeedIsAnotherWorldOfTheSameBeings() {
        MmluTwin other = new MmluTwin(new Seed(1));
        Map<String, String> facts = lessons(twin);
        Map<String, String> otherFacts = lessons(other);
        assertThat(otherFacts.keySet()).isEqualTo(facts.keySet());
        double same = facts.entrySet().stream()
                .filter(fact -> fact.getValue().equals(otherFacts.get(fact.getKey())))
                .count();
        assertThat(same / facts.size()).isCloseTo(1 / 8.0, within(0.1)); // of eight values
    }

    private static Map<String, String> lessons(MmluTwin twin) {
        Map<String, String> lessons = new HashMap<>();
        LongStream.range(0, 8_000)
                .mapToObj(twin::lesson)
                .forEach(lesson -> lessons.put(lesson.prompt().plain(), lesson.completion()));
        return lessons;
    }

    /** 1,000 random letters: 250 ± 4 · √(1000 · 0.25 · 0.75) = ± 55. */
    @Test
    void aRandomLetterIsRightByChance() {
        long right = LongStream.range(0, 1_000)
                .mapToObj(twin::problem)
                .filter(problem ->
                        problem.weak().completion(new Seed(problem.number())).equals(problem.strong()))
                .count();
        assertThat(right).isBetween(195L, 305L);
    }
}
