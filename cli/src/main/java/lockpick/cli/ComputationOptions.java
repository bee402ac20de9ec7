package lockpick.cli;

import java.nio.file.Path;
import java.util.Optional;
import lockpick.engine.tensor.Device;
import picocli.CommandLine.Mixin;

/** Where runs are kept, and what computes them; the same options for every command that computes some. */
final class ComputationOptions {

    @Mixin
    private RunsOption runs = new RunsOption();

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Mixin
    private JobsOption jobs = new JobsOption();

    @Mixin
    private ExecutorOptions executor = new ExecutorOptions();

    Path runs() {
        return runs.path();
    }

    /** @param mainClass what a worker process is started with; it knows the command {@code worker} */
    Computation computation(Console console, String mainClass) {
        Optional<ClusterMaster> master = executor.master();
        Device where = master.isPresent() ? device.elsewhere() : device.device();
        return new Computation(console, mainClass, runs.path(), where, jobs.jobs(), master);
    }
}
