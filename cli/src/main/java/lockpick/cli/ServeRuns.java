package lockpick.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.function.Function;
import lockpick.engine.tensor.Device;
import lockpick.study.execute.Worker;
import lockpick.study.run.RunBody;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lockpick worker}: computes runs for another Lockpick process; people have no use for it. */
@Command(name = "worker", hidden = true, description = "Computes runs for another Lockpick process.")
final class ServeRuns implements Callable<Integer> {

    private final Function<Device, RunBody> body;

    @Mixin
    private DeviceOption device = new DeviceOption();

    /** @param body made here, since only a worker should load native libraries */
    ServeRuns(Function<Device, RunBody> body) {
        this.body = body;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintStream replies = System.out;
        System.setOut(System.err); // what anything else prints must not end up between the replies
        RunBody ready = body.apply(device.device());
        ready.libraries(); // so that one that cannot be loaded is known before a run is begun
        new Worker(ready, replies).serve(System.in);
        return 0;
    }
}
