package lockpick.study.task.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A data set in the format its authors publish. */
public interface DataSet<R extends DataRecord> {

    /**
     * Reads a file or a folder of files, each record once: into the sink, or refused with the reason.
     *
     * @throws IOException if a file is not there or cannot be read; what is merely broken is refused
     */
    void read(Path path, Sink<R> sink) throws IOException;

    /** Everything in a file or a folder. */
    default Loaded<R> load(Path path) throws IOException {
        List<R> records = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        read(path, new Sink<>() {
            @Override
            public void accept(R record) {
                records.add(record);
            }

            @Override
            public void refuse(Refusal refusal) {
                refusals.add(refusal);
            }
        });
        return new Loaded<>(records, refusals);
    }
}
