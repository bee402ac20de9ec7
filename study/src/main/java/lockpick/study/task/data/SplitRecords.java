package lockpick.study.task.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lockpick.study.task.Split;

/**
 * Records set apart, each problem once and in one split. The order of a split is that of the problems' hashes, so it
 * does not depend on files either.
 *
 * @param bySplit the records of every split that has any
 * @param refusals the duplicates
 */
public record SplitRecords<R extends DataRecord>(Map<Split, List<R>> bySplit, List<Refusal> refusals) {

    /** Of equal problems the one with the first id is kept: {@code test/…} goes before {@code train/…}. */
    private static final Comparator<DataRecord> BY_ID = Comparator.comparing(DataRecord::id)
            .thenComparing(record -> record.source().toString());

    public SplitRecords {
        bySplit = Map.copyOf(bySplit);
        refusals = List.copyOf(refusals);
    }

    /**
     * Sets records apart. Refused are a problem that occurs again, one that differs from another only in white space
     * but would go to another split, as a problem of two parts of a data set can, and one whose id another has.
     */
    public static <R extends DataRecord> SplitRecords<R> of(List<R> records, SplitRule<? super R> rule) {
        Map<String, List<R>> alike = new TreeMap<>();
        for (R record : records.stream().sorted(BY_ID).toList()) {
            if (rule.split(record).isPresent()) {
                String hash = ContentHash.ignoringBlanks(record.content()).hex();
                alike.computeIfAbsent(hash, key -> new ArrayList<>()).add(record);
            }
        }
        List<R> kept = new ArrayList<>();
        Map<String, Source> ids = new HashMap<>();
        List<Refusal> refusals = new ArrayList<>();
        for (List<R> group : alike.values()) {
            List<R> keptOfGroup = new ArrayList<>();
            for (R record : group) {
                Optional<Refusal> refusal = duplicate(record, keptOfGroup, rule).or(() -> idTaken(record, ids));
                if (refusal.isPresent()) {
                    refusals.add(refusal.get());
                } else {
                    keptOfGroup.add(record);
                    ids.put(record.id(), record.source());
                }
            }
            kept.addAll(keptOfGroup);
        }
        return new SplitRecords<>(
                kept.stream()
                        .collect(Collectors.groupingBy(
                                record -> rule.split(record).orElseThrow())),
                refusals);
    }

    /** The records of one split. */
    public List<R> of(Split split) {
        return bySplit.getOrDefault(split, List.of());
    }

    private static <R extends DataRecord> Optional<Refusal> duplicate(
            R record, List<R> kept, SplitRule<? super R> rule) {
        for (R other : kept) {
            if (record.content().equals(other.content())) {
                return Optional.of(new Refusal(record.source(), "the same problem as " + other.source()));
            }
            if (!rule.split(record).equals(rule.split(other))) {
                return Optional.of(new Refusal(
                        record.source(),
                        "the same problem as " + other.source() + " but for white space, in another split"));
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> idTaken(DataRecord record, Map<String, Source> ids) {
        return Optional.ofNullable(ids.get(record.id()))
                .map(other -> new Refusal(
                        record.source(), "the id " + record.id() + " belongs to another problem, " + other));
    }
}
