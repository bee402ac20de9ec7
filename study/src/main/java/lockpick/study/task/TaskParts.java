package lockpick.study.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lockpick.study.task.data.DataRecord;
import lockpick.study.task.data.DataSet;
import lockpick.study.task.data.Loaded;
import lockpick.study.task.data.Refusal;
import lockpick.study.task.data.SplitRecords;
import lockpick.study.task.data.SplitRule;

/** What a task whose problems are read from files is made of. */
public record TaskParts<R extends DataRecord>(DataSet<R> dataSet, SplitRule<? super R> splits, TaskForm<R> form) {

    /**
     * What came out of reading the files.
     *
     * @param records every record that could be read, those that no split takes among them
     * @param broken what could not be read, with the reason
     * @param duplicates records of problems that are there already
     */
    public record Read<R extends DataRecord>(
            DataTask<R> task, List<R> records, List<Refusal> broken, List<Refusal> duplicates) {

        public Read {
            records = List.copyOf(records);
            broken = List.copyOf(broken);
            duplicates = List.copyOf(duplicates);
        }

        /** What is left out. */
        public List<Refusal> refusals() {
            return Stream.concat(broken.stream(), duplicates.stream()).toList();
        }
    }

    /**
     * Reads a task. What is broken, or there already, is left out.
     *
     * @throws IOException if the files are not there or cannot be read
     */
    public Read<R> read(Path path) throws IOException {
        Loaded<R> loaded = dataSet.load(path);
        SplitRecords<R> split = SplitRecords.of(loaded.records(), splits);
        return new Read<>(new DataTask<>(form, split), loaded.records(), loaded.refusals(), split.refusals());
    }
}
