package lockpick.study.task;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.grade.Grade;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.data.DataRecord;
import lockpick.study.task.data.SplitRecords;

/** A task whose problems are the records of a data set. */
public final class DataTask<R extends DataRecord> implements Task {

    private final TaskForm<R> form;
    private final Map<Split, List<Problem>> problems = new HashMap<>();
    private final Map<String, R> records = new HashMap<>();
    private final BiFunction<R, Seed, Optional<String>> weak;
    private final Optional<Tokenizer> tokenizer;

    /** A task of problems that exist in the world. */
    public DataTask(TaskForm<R> form, SplitRecords<R> records) {
        this(form, records, (record, seed) -> Optional.empty(), Optional.empty());
    }

    /**
     * A task whose problems a program makes.
     *
     * @param weak what the task's own weak policy writes; draws from the seed
     * @param tokenizer of models that are made for it
     */
    public DataTask(
            TaskForm<R> form,
            SplitRecords<R> records,
            BiFunction<R, Seed, Optional<String>> weak,
            Optional<Tokenizer> tokenizer) {
        this.form = form;
        this.weak = weak;
        this.tokenizer = tokenizer;
        records.bySplit().forEach((split, ofSplit) -> {
            problems.put(split, ofSplit.stream().map(this::problem).toList());
            ofSplit.forEach(record -> this.records.put(record.id(), record));
        });
    }

    private Problem problem(R record) {
        return new Problem(record.id(), form.statement(record), form.reference(record), record.domains());
    }

    @Override
    public ProblemSet problems(Split split) {
        return new Drawn(split, all(split));
    }

    private record Drawn(Split split, List<Problem> all) implements ProblemSet {

        @Override
        public long size() {
            return all.size();
        }

        @Override
        public List<Problem> draw(int count, Seed seed) {
            if (count > all.size()) {
                throw new IllegalArgumentException(
                        split + " has " + all.size() + " problems, but " + count + " were asked for");
            }
            List<Problem> shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, Random.from(seed.generator()));
            return List.copyOf(shuffled.subList(0, count));
        }
    }

    @Override
    public Prompt prompt(Problem problem) {
        return form.prompt(record(problem), Optional.empty());
    }

    @Override
    public Prompt prompt(Problem problem, String password) {
        return form.prompt(record(problem), Optional.of(password));
    }

    @Override
    public Answering answering() {
        return form.answering();
    }

    @Override
    public List<Grade> grade(List<Problem> asked, List<String> completions) throws IOException {
        return form.grade(records(asked), completions);
    }

    @Override
    public Optional<String> weakCompletion(Problem problem, Seed seed) {
        return weak.apply(record(problem), seed);
    }

    @Override
    public Optional<Tokenizer> tokenizer() {
        return tokenizer;
    }

    @Override
    public void close() {
        form.close();
    }

    /** The problem of an id; empty if no split has it. */
    public Optional<Problem> problem(String id) {
        return Optional.ofNullable(records.get(id)).map(this::problem);
    }

    /** How its records are asked and graded. */
    public TaskForm<R> form() {
        return form;
    }

    /** The records behind problems, in their order. */
    public List<R> records(List<Problem> asked) {
        return asked.stream().map(this::record).toList();
    }

    /** All problems of a split, in an order that does not depend on files. */
    public List<Problem> all(Split split) {
        return problems.getOrDefault(split, List.of());
    }

    private R record(Problem problem) {
        R record = records.get(problem.id());
        if (record == null) {
            throw new IllegalArgumentException("no problem of this task is called " + problem.id());
        }
        return record;
    }
}
