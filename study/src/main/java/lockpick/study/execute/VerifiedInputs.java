package lockpick.study.execute;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunKey;
import lockpick.study.run.RunFolder;
import lockpick.study.run.RunState;
import lockpick.study.run.RunsFolder;

/** The folders of finished runs, each read and compared with its sha256 before its first use as an input. */
final class VerifiedInputs {

    private final RunsFolder runs;
    private final Map<RunKey, PlannedRun> planned;
    private final Set<RunKey> verified = new HashSet<>();

    /** A run that was finished no longer is. */
    static final class DamagedException extends Exception {

        private static final long serialVersionUID = 1;

        private final transient RunKey input;

        DamagedException(RunKey input, String message) {
            super(message);
            this.input = input;
        }

        RunKey input() {
            return input;
        }
    }

    VerifiedInputs(RunsFolder runs, Collection<PlannedRun> planned) {
        this.runs = runs;
        this.planned = planned.stream().collect(Collectors.toMap(PlannedRun::key, Function.identity()));
    }

    /**
     * The folders of what a run needs.
     *
     * @throws DamagedException if one does not hold what it held when it was finished; its folder is out of the way
     */
    synchronized Map<RunKey, Path> of(PlannedRun run) throws IOException, DamagedException {
        Map<RunKey, Path> folders = new LinkedHashMap<>();
        for (RunKey need : run.needs()) {
            PlannedRun input = planned.get(need);
            if (input == null) {
                throw new IllegalArgumentException(
                        run.folder() + " needs " + need.hex() + ", which is not in its study");
            }
            folders.put(need, verified(input));
        }
        return folders;
    }

    private Path verified(PlannedRun input) throws IOException, DamagedException {
        Path folder = runs.path().resolve(input.folder());
        if (verified.contains(input.key())) {
            return folder;
        }
        switch (RunFolder.verify(folder, input.key())) {
            case RunState.Finished finished -> verified.add(input.key());
            case RunState.Missing missing -> throw new DamagedException(input.key(), folder + " is gone");
            case RunState.Damaged damaged -> {
                String moved =
                        runs.putAside(input).map(aside -> "; moved to " + aside).orElse("");
                throw new DamagedException(input.key(), folder + ": " + damaged.why() + moved);
            }
        }
        return folder;
    }
}
