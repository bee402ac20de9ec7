package lockpick.study.run;

import java.io.IOException;
import lockpick.study.train.Round;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingLog;

/** Counts what a run does and how long it takes, and passes every hundredth step on to the log. */
final class RunMeter implements TrainingLog {

    /** A greedy completion goes forward once, a training sequence forward and backward. */
    private static final int COMPLETIONS_PER_SEQUENCE = 3;

    private final RunLog log;
    private final long steps;
    private final long total; // in sequences
    private Work work = Work.NONE;
    private long mark = System.nanoTime();

    /**
     * @param steps training steps of the run
     * @param sequences training sequences of the run
     * @param completions completions that it grades
     */
    RunMeter(RunLog log, long steps, long sequences, long completions) {
        this.log = log;
        this.steps = steps;
        this.total = sequences + completions / COMPLETIONS_PER_SEQUENCE + 1;
    }

    @Override
    public void planned(String memory) {
        log.planned(memory);
    }

    @Override
    public void step(Sft.Step step) throws IOException {
        work = new Work(
                work.trainSeconds() + secondsSinceMark(),
                work.evaluationSeconds(),
                step.sequences(),
                step.tokens(),
                work.generatedCompletions(),
                work.generatedTokens());
        long interval = Math.max(1, steps / 100);
        if (step.step() % interval == 0 || step.step() == steps) {
            log.train(new TrainMetric(
                    step.step(), step.sequences(), step.loss(), step.learningRate(), step.gradientNorm()));
        }
        report();
    }

    @Override
    public void chosen(int tokens, int of) throws IOException {
        log.tokens(new TokensMetric(tokens, of));
    }

    @Override
    public void round(Round round) throws IOException {
        log.round(new RoundMetric(round));
    }

    @Override
    public void forward(long rows, long tokens) {
        work = work.plus(new Work(0, secondsSinceMark(), 0, 0, rows, tokens));
        report();
    }

    Work work() {
        return work;
    }

    private void report() {
        log.progress(work.trainSequences() + work.generatedCompletions() / COMPLETIONS_PER_SEQUENCE, total);
    }

    private double secondsSinceMark() {
        long now = System.nanoTime();
        double seconds = (now - mark) / 1e9;
        mark = now;
        return seconds;
    }
}
