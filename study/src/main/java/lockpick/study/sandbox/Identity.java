package lockpick.study.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Who this process is, and who its commands are. */
final class Identity {

    /** Ids from here to 2³¹ are nobody's in systemd's table of them (UIDS-GIDS.md); containers have those below. */
    private static final int NOBODYS = 0x7000_0000;

    private static final int RANGES = 1 << 21;

    /** Above the ids that Debian gives away, below those of systemd; where a container has only 65,536 of them. */
    private static final int NOBODYS_OF_FEW = 64_100;

    static final int BOXES = 128;

    private Identity() {}

    static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    /**
     * The first of {@value #BOXES} user ids for the boxes of this process. Where there are enough, no other process has
     * the same, so that boxes do not count against each other's limits.
     */
    static int firstUid(long pid) throws IOException {
        long known = Files.readAllLines(Path.of("/proc/self/uid_map")).stream()
                .map(line -> List.of(line.strip().split("\\s+")))
                .filter(range -> range.getFirst().equals("0"))
                .mapToLong(range -> Long.parseLong(range.getLast()))
                .max()
                .orElse(0);
        boolean enough = known > Integer.MAX_VALUE;
        return enough ? NOBODYS + (int) (pid % RANGES) * BOXES : NOBODYS_OF_FEW;
    }
}
