package lockpick.study.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line that isolates a runner. As root, the runner keeps the three privileges it needs to make commands
 * unprivileged under a user id that nobody else has; as anybody else, a user namespace holds what bubblewrap needs.
 *
 * @param program {@code bwrap}
 * @param runner the runner's program file
 */
record Bubblewrap(Path program, Path runner, boolean root) {

    private static final List<String> SYSTEM_FOLDERS =
            List.of("/usr/bin", "/usr/include", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libexec");
    private static final List<String> OUTSIDE_USR = List.of("/bin", "/lib", "/lib64");

    /**
     * The command line.
     *
     * @param uid the commands' user id; only root can choose
     */
    List<String> commandLine(BoxSettings settings, int uid) {
        List<String> words = new ArrayList<>(List.of(
                program.toString(),
                "--unshare-pid",
                "--unshare-net",
                "--unshare-ipc",
                "--unshare-uts",
                "--unshare-cgroup-try",
                "--die-with-parent",
                "--new-session",
                "--cap-drop",
                "ALL"));
        if (root) {
            words.addAll(List.of("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_KILL"));
        } else {
            words.add("--unshare-user");
        }
        words.add("--clearenv");
        // The seed makes Python's sets come in the same order each time.
        words.addAll(List.of("--setenv", "PATH", "/usr/bin", "--setenv", "LC_ALL", "C.UTF-8"));
        words.addAll(List.of("--setenv", "PYTHONHASHSEED", "0", "--setenv", "TMPDIR", "/tmp"));
        if (settings.system()) {
            addSystem(words);
        }
        settings.tools().ifPresent(folder -> words.addAll(List.of("--ro-bind", folder.toString(), BoxSettings.TOOLS)));
        if (settings.scratchBytes() > 0) {
            String size = Long.toString(settings.scratchBytes());
            words.addAll(List.of("--perms", "1777", "--size", size, "--tmpfs", "/tmp"));
        }
        words.addAll(List.of("--ro-bind", runner.toString(), "/runner", "--remount-ro", "/", "--chdir", "/"));
        words.addAll(List.of("--as-pid-1", "/runner"));
        words.add(Integer.toString(root ? uid : 0));
        words.add(Long.toString(settings.memoryBytes()));
        words.add(Long.toString(settings.scratchBytes()));
        words.add(Integer.toString(settings.processes()));
        words.add(settings.tested() ? "1" : "0");
        return words;
    }

    private static void addSystem(List<String> words) {
        words.addAll(List.of("--perms", "0755", "--dir", "/usr"));
        for (String folder : SYSTEM_FOLDERS) {
            if (Files.isDirectory(Path.of(folder))) {
                words.addAll(List.of("--ro-bind", folder, folder));
            }
        }
        for (String folder : OUTSIDE_USR) {
            if (Files.isSymbolicLink(Path.of(folder))) {
                words.addAll(List.of("--symlink", "usr" + folder, folder));
            } else if (Files.isDirectory(Path.of(folder))) {
                words.addAll(List.of("--ro-bind", folder, folder));
            }
        }
    }
}
