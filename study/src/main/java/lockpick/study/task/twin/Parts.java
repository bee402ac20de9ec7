package lockpick.study.task.twin;

import java.util.List;
import lockpick.study.task.data.ContentHash;
import lockpick.study.task.data.Part;

/** To which of its authors' parts a problem belongs: by its texts, so that no problem is in two. */
public final class Parts {

    private Parts() {}

    /** Train for so many percent of all problems, else test; independent of how splits are made of each. */
    public static Part of(List<String> content, int trainPercent) {
        String hex = ContentHash.ignoringBlanks(content).hex();
        long other = Long.parseUnsignedLong(hex.substring(16, 32), 16); // splits go by the first 16 digits
        return Long.remainderUnsigned(other, 100) < trainPercent ? Part.TRAIN : Part.TEST;
    }
}
