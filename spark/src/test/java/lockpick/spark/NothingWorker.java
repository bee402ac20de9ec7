package lockpick.spark;

import java.nio.file.Path;
import lockpick.study.execute.Worker;
import lockpick.study.experiment.Run;
import lockpick.study.run.RunBody;
import lockpick.study.run.RunInputs;
import lockpick.study.run.RunLog;
import lockpick.study.run.Work;

/** A worker whose runs do nothing, so that what is left is what surrounds a run. */
final class NothingWorker implements RunBody {

    private NothingWorker() {}

    public static void main(String... arguments) throws InterruptedException {
        new Worker(new NothingWorker(), System.out).serve(System.in);
    }

    @Override
    public Work execute(Run run, RunInputs inputs, RunLog log, Path modelFolder) {
        return Work.NONE;
    }

    @Override
    public Libraries libraries() {
        return new Libraries("none", "none", "cpu");
    }
}
