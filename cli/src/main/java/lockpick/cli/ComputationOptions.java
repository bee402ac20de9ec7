package lockpick.cli;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;

/** Where runs are kept, and what computes them; the same options for every command that computes some. */
final class ComputationOptions {

    @Mixin
    private RunsOption runs = new RunsOption();

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Mixin
    private JobsOption jobs = new JobsOption();

    Path runs() {
        return runs.path();
    }

    /** @param mainClass what a worker process is started with; it knows the command {@code worker} */
    Computation computation(Console console, String mainClass) {
        return new Computation(console, mainClass, runs.path(), device.device(), jobs.jobs());
    }
}
