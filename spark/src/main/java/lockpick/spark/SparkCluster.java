package lockpick.spark;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lockpick.study.execute.Cluster;
import lockpick.study.execute.RemoteRun;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceInformation;
import org.jspecify.annotations.Nullable;

/** A cluster that Spark connects to: each run is a job of one task. */
final class SparkCluster implements Cluster {

    private static final long LOOK_MILLIS = 500;
    private static final int LONGEST = 300;

    /** Who was lost and how, in what Spark says of a job that failed. */
    private static final Pattern LOST = Pattern.compile(
            "\\((?<who>[^()]+ executor \\S+)\\): (?:ExecutorLostFailure \\(.*?\\) Reason: )?(?<how>.*)");

    private final JavaSparkContext context;
    private final int threads;

    /**
     * @param context closed with this
     * @param threads CPU threads of a run
     */
    SparkCluster(JavaSparkContext context, int threads) {
        this.context = context;
        this.threads = threads;
    }

    @Override
    public String address() {
        return context.master();
    }

    @Override
    public int room() {
        return isClosed() ? 1 : Math.max(1, context.defaultParallelism() / threads);
    }

    @Override
    public String compute(RemoteRun run, Runnable meanwhile) throws LostException, InterruptedException {
        Future<List<String>> answer;
        try {
            answer = context.parallelize(List.of(run), 1)
                    .map(SparkCluster::onThisMachine)
                    .collectAsync();
        } catch (IllegalStateException e) { // the context has been closed in the meantime
            throw withTheCluster();
        }
        try {
            while (true) {
                try {
                    return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS).getFirst();
                } catch (TimeoutException e) {
                    if (isClosed() && !answer.isDone()) { // a job that came while Spark gave up never ends
                        throw withTheCluster();
                    }
                    meanwhile.run();
                }
            }
        } catch (ExecutionException e) {
            throw isClosed() ? withTheCluster() : new LostException(how(e.getCause()));
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    private static LostException withTheCluster() {
        return new LostException("was lost with the cluster");
    }

    /** The task, on one of the machines. */
    private static String onThisMachine(RemoteRun run) {
        Map<String, ResourceInformation> resources = TaskContext.get().resourcesJMap();
        return run.compute(Optional.ofNullable(resources.get("gpu")).map(gpu -> gpu.addresses()[0]));
    }

    /** Such as: was lost with its executor (10.0.0.7 executor 3: Command exited with code 137). */
    static String how(@Nullable Throwable cause) {
        String message = cause == null ? "" : String.valueOf(cause.getMessage());
        Matcher lost = LOST.matcher(message);
        String how = lost.find()
                ? lost.group("who") + ": " + lost.group("how")
                : message.lines().findFirst().orElse("");
        return "was lost with its executor (" + (how.length() <= LONGEST ? how : how.substring(0, LONGEST) + "…") + ")";
    }

    @Override
    public boolean isClosed() {
        return context.sc().isStopped();
    }

    @Override
    public void close() {
        context.close();
    }
}
