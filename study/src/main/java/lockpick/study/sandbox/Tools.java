package lockpick.study.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Programs of the system. Only folders that a box shows count: a Python in someone's home folder is no use there.
 *
 * @param folders where they are looked for, in this order
 * @param hidden names that count as missing
 */
public record Tools(List<Path> folders, Set<String> hidden) {

    public Tools {
        folders = List.copyOf(folders);
        hidden = Set.copyOf(hidden);
    }

    public static Tools ofSystem() {
        return new Tools(List.of(Path.of("/usr/bin"), Path.of("/bin")), Set.of());
    }

    /** As on a machine that lacks these. */
    public Tools without(String... names) {
        return new Tools(folders, Set.of(names));
    }

    public Optional<Path> find(String name) {
        return folders.stream()
                .filter(folder -> !hidden.contains(name))
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @throws IsolationException if it is not there */
    public Path need(String name) throws IsolationException {
        return needOneOf(name);
    }

    /**
     * The first of them that is there.
     *
     * @throws IsolationException if none is
     */
    public Path needOneOf(String... names) throws IsolationException {
        return Stream.of(names)
                .flatMap(name -> find(name).stream())
                .findFirst()
                .orElseThrow(() -> new IsolationException("there is no " + String.join(", ", names) + " in "
                        + String.join(", ", folders.stream().map(Path::toString).toList())));
    }
}
