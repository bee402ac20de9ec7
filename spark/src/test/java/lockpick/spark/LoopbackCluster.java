package lockpick.spark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Spark's own master, and machines of one core that are processes here: a worker, its executors, and whatever they start. */
final class LoopbackCluster implements AutoCloseable {

    private final Path folder;
    private final String url;
    private final JavaProcess master;
    private final List<JavaProcess> machines = new ArrayList<>();
    private int started;

    LoopbackCluster(Path folder, int machines) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars")); // empty, as the launcher makes it
        int port = freePort();
        url = "spark://127.0.0.1:" + port;
        master = JavaProcess.start(
                folder,
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--webui-port",
                "0");
        for (int i = 0; i < machines; i++) {
            addMachine();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void addMachine() throws IOException {
        machines.add(JavaProcess.start(
                folder,
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                "127.0.0.1",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--webui-port",
                "0",
                "--work-dir",
                folder.resolve("work-" + started++).toString(),
                url));
    }

    String url() {
        return url;
    }

    /** Whether a process is on one of the machines: one that has just lost its executor is not, and is about to end. */
    boolean has(ProcessHandle process) {
        return machineOf(process).isPresent();
    }

    /** Ends the machine that has a process, with everything on it, as a power cut does. */
    void killMachineOf(ProcessHandle process) throws IOException, InterruptedException {
        machineOf(process).orElseThrow().kill();
    }

    private Optional<JavaProcess> machineOf(ProcessHandle process) {
        for (Optional<ProcessHandle> each = Optional.of(process);
                each.isPresent();
                each = each.get().parent()) {
            for (JavaProcess machine : machines) {
                if (machine.pid() == each.get().pid()) {
                    return Optional.of(machine);
                }
            }
        }
        return Optional.empty();
    }

    /** Ends any machine in the same way; another comes in its place. */
    void replaceMachine(Random chance) throws IOException, InterruptedException {
        machines.remove(chance.nextInt(machines.size())).kill();
        addMachine();
    }

    /** Ends an executor of any machine if there is one; its workers end with it. */
    void killExecutor(Random chance) {
        List<ProcessHandle> executors = machines.stream()
                .flatMap(machine -> ProcessHandle.of(machine.pid()).stream())
                .flatMap(ProcessHandle::children)
                .toList();
        if (!executors.isEmpty()) {
            executors.get(chance.nextInt(executors.size())).destroyForcibly();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (JavaProcess machine : machines) {
            machine.kill();
        }
        master.kill();
    }
}
