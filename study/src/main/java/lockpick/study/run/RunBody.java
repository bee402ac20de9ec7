package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Path;
import lockpick.study.experiment.Run;

/** Computes runs: trains, evaluates, reports. One call at a time; many calls in one process. */
public interface RunBody {

    /**
     * Computes one run from its beginning.
     *
     * @param modelFolder where the run saves its model, as a Hugging Face folder; does not exist yet, and a run that
     *     keeps no model leaves it so
     * @return what was done, for {@code cost.json}
     * @throws IOException if a file of the run or of its inputs cannot be read or written; the run is not tried again
     */
    Work execute(Run run, RunInputs inputs, RunLog log, Path modelFolder) throws IOException;

    /** The native libraries and the device it computes with. */
    Libraries libraries();

    /**
     * What numbers may depend on besides the settings; recorded in {@code run.json}.
     *
     * @param libtorch version, such as 2.10.0
     * @param blas such as mkl
     * @param device cpu or cuda, with the device's name
     */
    record Libraries(String libtorch, String blas, String device) {}
}
