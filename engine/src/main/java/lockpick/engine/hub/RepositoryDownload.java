package lockpick.engine.hub;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings files of a model repository into a folder and verifies every byte of them. A folder belongs to one commit:
 * without a revision, a later download completes and verifies that commit, and asks the hub nothing when all is there.
 */
public final class RepositoryDownload {

    private static final String DEFAULT_REVISION = "main";
    private static final int MOST_LISTING_BYTES = 64 << 20;

    private final Hub hub;
    private final DownloadListener listener;
    private final Time time;

    /**
     * What is in the folder now.
     *
     * @param files those that were wanted
     * @param fetched those of them that were not there before
     */
    public record Result(RepositoryListing listing, List<RemoteFile> files, List<RemoteFile> fetched) {}

    public RepositoryDownload(Hub hub, DownloadListener listener) {
        this(hub, listener, Time.SYSTEM);
    }

    RepositoryDownload(Hub hub, DownloadListener listener, Time time) {
        this.hub = hub;
        this.listener = listener;
        this.time = time;
    }

    /**
     * Fetches what is missing.
     *
     * @param revision a branch, tag or commit; none: that of the folder, in a new folder the main branch
     * @param folder made if there is none; files in it are never written over
     * @throws HubException if the hub refuses or cannot be reached, or the folder cannot be used; what has arrived stays
     */
    public Result run(RepositoryId repository, Optional<String> revision, FileChoice choice, Path folder)
            throws IOException, InterruptedException {
        RepositoryListing listing = listing(repository, revision, folder);
        List<RemoteFile> chosen = choice.from(listing);
        listener.chosen(listing, chosen);
        try (PulledFolder pulled = PulledFolder.open(folder, listing)) {
            List<RemoteFile> missing = missing(pulled, chosen);
            pulled.checkRoom(missing);
            long done = size(chosen) - size(missing);
            for (RemoteFile file : missing) {
                fetch(listing, file, pulled, done);
                done += file.size();
            }
            return new Result(listing, chosen, missing);
        } catch (HubException | FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new HubException(folder + ": cannot be written (" + e.getMessage() + "); what is here is kept");
        }
    }

    private RepositoryListing listing(RepositoryId repository, Optional<String> revision, Path folder)
            throws IOException, InterruptedException {
        Optional<RepositoryListing> earlier = PulledFolder.listing(folder);
        boolean goOn = earlier.isPresent()
                && earlier.get().repository().equals(repository)
                && revision.orElse(earlier.get().commit()).equals(earlier.get().commit());
        return goOn ? earlier.get() : ask(repository, revision.orElse(DEFAULT_REVISION));
    }

    private RepositoryListing ask(RepositoryId repository, String revision) throws IOException, InterruptedException {
        Backoff backoff = new Backoff(time, listener);
        while (true) {
            try (Answer answer = hub.get(hub.listing(repository, revision), Map.of())) {
                if (answer.status() != 200) {
                    throw Refusal.of(answer, hub, repository, revision, time.now());
                }
                return RepositoryListing.read(repository, answer.bytes(MOST_LISTING_BYTES));
            } catch (TryAgainException e) {
                backoff.await(e);
            } catch (IllegalArgumentException e) {
                throw new HubException(repository + ": the hub's listing cannot be used: " + e.getMessage());
            }
        }
    }

    private List<RemoteFile> missing(PulledFolder pulled, List<RemoteFile> chosen) throws IOException {
        List<RemoteFile> missing = new ArrayList<>();
        for (RemoteFile file : chosen) {
            listener.checking(file);
            if (!pulled.has(file)) {
                missing.add(file);
            }
        }
        return missing;
    }

    private void fetch(RepositoryListing listing, RemoteFile file, PulledFolder pulled, long before)
            throws IOException, InterruptedException {
        try (PartFile part = PartFile.open(pulled.part(file), file)) {
            listener.fetched(file, before + part.length());
            new FileDownload(hub, listing, file, time)
                    .complete(part, new Backoff(time, listener), length -> listener.fetched(file, before + length));
            part.moveTo(pulled.place(file));
        }
    }

    private static long size(List<RemoteFile> files) {
        return files.stream().mapToLong(RemoteFile::size).sum();
    }
}
