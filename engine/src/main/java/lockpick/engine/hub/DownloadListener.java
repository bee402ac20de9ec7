package lockpick.engine.hub;

import java.time.Duration;
import java.util.List;

/** Hears how a download goes, on the thread that downloads. */
public interface DownloadListener {

    /** These files are wanted. */
    void chosen(RepositoryListing listing, List<RemoteFile> files);

    /** A file that is here is about to be read, to compare it with the hub's. */
    void checking(RemoteFile file);

    /**
     * More of the missing files has arrived.
     *
     * @param done bytes that are here, of all wanted files
     */
    void fetched(RemoteFile file, long done);

    /** Something failed and will be tried again. */
    void waiting(String why, Duration pause);
}
