package lockpick.study.execute;

import java.nio.file.Path;
import lockpick.study.run.RunWriter;

/** This end of a {@link Worker}, wherever that is: has it compute one run after the other. */
interface RunWorker extends AutoCloseable {

    /** CPU threads of the runs that it computes. */
    int threads();

    void awaitReady() throws DiedException;

    /** Computes one run; returns {@link Reply.Finished} or {@link Reply.Failed}. */
    Reply compute(RunRequest request, Listener listener) throws DiedException;

    /** Whether it died because the whole command is being ended. */
    boolean wasInterrupted();

    /** Ends the worker and deletes what it has begun. */
    @Override
    void close();

    /** Hears how the computing of a run goes. */
    interface Listener extends RunWriter.Progress {

        /** @param log of the worker that computes the run */
        void began(Path log);
    }

    /** The worker ended, or was killed, before it answered. */
    final class DiedException extends Exception {

        private static final long serialVersionUID = 1;

        /** @param how it ended, to go on from "its worker process" */
        DiedException(String how) {
            super(how);
        }
    }
}
