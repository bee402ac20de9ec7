package lockpick.study.train;

import java.io.IOException;
import java.util.List;
import lockpick.engine.nn.Parameters;
import lockpick.engine.optim.Optimizer;

/** Keeps how training stands, so that a run that was killed goes on from there and ends with the same bits. */
public interface Journal {

    /** Keeps nothing: a run that is killed starts again. */
    Journal NONE = new Journal() {
        @Override
        public List<Sft.Step> resume(Parameters parameters, Optimizer optimizer) {
            return List.of();
        }

        @Override
        public void made(Sft.Step step, Parameters parameters, Optimizer optimizer) {}

        @Override
        public void ended() {}
    };

    /** Makes what is to be made once. */
    interface Making<T> {

        List<T> make() throws IOException;
    }

    /**
     * Puts parameters and optimizer where they were when training was last kept.
     *
     * @return every step made until then, from the first; empty, and nothing changed, where nothing is kept
     */
    List<Sft.Step> resume(Parameters parameters, Optimizer optimizer);

    /**
     * Hears of every new step, and keeps what it takes to go on after it, now and then.
     *
     * @throws java.io.UncheckedIOException if that cannot be written
     */
    void made(Sft.Step step, Parameters parameters, Optimizer optimizer);

    /**
     * What it takes long to make, such as completions and their grades: made, or as it was made before the run was killed.
     *
     * @param what tells it from all else that the run makes so; letters, digits and hyphens
     * @param type a record that JSON can hold
     */
    default <T> List<T> once(String what, Class<T> type, Making<T> making) throws IOException {
        return making.make();
    }

    /** Hears that training is over; its optimizer is gone then, and nothing more is kept. */
    void ended();
}
