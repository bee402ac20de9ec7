package lockpick.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import lockpick.study.experiment.Run;
import lockpick.study.grade.Grade;
import lockpick.study.run.CompletionRow;
import lockpick.study.run.Evaluation;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;
import lockpick.study.run.RunBody;
import lockpick.study.run.RunInputs;
import lockpick.study.run.RunLog;
import lockpick.study.run.TrainMetric;
import lockpick.study.run.Work;

/**
 * Computes runs without a model: a little arithmetic that depends on the settings and on every byte of the inputs, so
 * that what a test compares would differ if anything had gone wrong. System properties make it slow or let it fail.
 */
final class ArithmeticBody implements RunBody {

    private static final int STEPS = 20;
    private static final long STEP_MILLIS = Long.getLong("fixture.step-millis", 5);
    private static final int MODEL_BYTES = Integer.getInteger("fixture.model-bytes", 100_000);

    /** throw, kill, or kill-once; on runs of the kind {@code fixture.fault-kind}. */
    private static final String FAULT = System.getProperty("fixture.fault", "");

    private static final String FAULT_KIND = System.getProperty("fixture.fault-kind", "");

    @Override
    public Libraries libraries() {
        return new Libraries("none", "none", "cpu");
    }

    @Override
    public Work execute(Run run, RunInputs inputs, RunLog log, Path modelFolder) throws IOException {
        SplittableRandom random = new SplittableRandom(seed(run, inputs));
        System.out.println("a line that no reply is");
        log.planned("as much as a " + run.called());
        for (int step = 1; step <= STEPS; step++) {
            pause();
            log.train(new TrainMetric(step, 256L * step, 3.0 / step + random.nextDouble(), 1e-4, random.nextDouble()));
            log.progress(step, STEPS);
            if (step == STEPS / 2) {
                fault(run, modelFolder);
            }
        }
        Policy policy = policy(run);
        if (GradedByRule.isAskedFor()) {
            GradedByRule.evaluate(run, policy, log);
        } else {
            log.evaluation(evaluation(policy, Prompt.NO_PASSWORD, Split.VALIDATION), graded(random));
            log.evaluation(evaluation(policy, Prompt.NO_PASSWORD, Split.TEST), graded(random));
        }
        if (!(run instanceof Run.Elicit)) {
            byte[] model = new byte[MODEL_BYTES];
            random.nextBytes(model);
            Files.createDirectories(modelFolder);
            Files.write(modelFolder.resolve("model.safetensors"), model);
            Files.writeString(modelFolder.resolve("config.json"), "{\"made-as\": \"" + madeAs(run) + "\"}\n");
        }
        return new Work(0.1, 0.05, 256 * STEPS, 4096 * STEPS, 20, 200);
    }

    private static String madeAs(Run run) {
        return run instanceof Run.Lock lock ? lock.control().toString() : "no lock";
    }

    private static long seed(Run run, RunInputs inputs) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(run.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (var key : run.inputs().values()) {
            sum.update(Files.readAllBytes(inputs.model(key).resolve("model.safetensors")));
        }
        return sum.getValue();
    }

    private static void pause() {
        try {
            Thread.sleep(STEP_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fault(Run run, Path modelFolder) throws IOException {
        if (!run.called().equals(FAULT_KIND)) {
            return;
        }
        Path work = modelFolder.getParent().getParent();
        switch (FAULT) {
            case "throw" -> throw new IllegalStateException("the fixture was told to fail");
            case "kill" -> killThisProcess();
            case "kill-once" -> {
                Path marker = work.resolve("killed-once");
                if (!Files.exists(marker)) {
                    Files.createFile(marker);
                    killThisProcess();
                }
            }
            default -> {}
        }
    }

    private static void killThisProcess() throws IOException {
        new ProcessBuilder("kill", "-9", String.valueOf(ProcessHandle.current().pid())).start();
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Policy policy(Run run) {
        return switch (run) {
            case Run.MakePolicy made ->
                switch (made.role()) {
                    case STRONG -> Policy.STRONG;
                    case WEAK -> Policy.WEAK;
                    case INTERMEDIATE -> Policy.INTERMEDIATE;
                    case DEMONSTRATOR -> Policy.DEMONSTRATOR;
                };
            case Run.DrawSamples samples -> throw new IllegalArgumentException("no study of these tests draws samples");
            case Run.Lock lock -> Policy.LOCKED;
            case Run.AskLock asked -> Policy.LOCKED;
            case Run.Evaluate evaluated -> Policy.LOCKED;
            case Run.Elicit elicit -> Policy.UNLOCKED;
        };
    }

    private static Evaluation evaluation(Policy policy, Prompt prompt, Split split) {
        return new Evaluation(STEPS, 256 * STEPS, 1.5, policy, prompt, split);
    }

    private static List<CompletionRow> graded(SplittableRandom random) {
        List<CompletionRow> rows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            byte[] noise =
                    ByteBuffer.allocate(Long.BYTES).putLong(random.nextLong()).array();
            boolean right = random.nextBoolean();
            rows.add(new CompletionRow(
                    "fn" + i + " | 1 2 3 4",
                    java.util.HexFormat.of().formatHex(noise),
                    right ? Grade.correct("exact \"match\"") : Grade.incorrect("exact \"match\"")));
        }
        return rows;
    }
}
