package lockpick.engine.hub;

import java.time.Duration;
import java.util.List;

/** Hears everything and says nothing. */
final class Silent implements DownloadListener {

    @Override
    public void chosen(RepositoryListing listing, List<RemoteFile> files) {}

    @Override
    public void checking(RemoteFile file) {}

    @Override
    public void fetched(RemoteFile file, long done) {}

    @Override
    public void waiting(String why, Duration pause) {}
}
