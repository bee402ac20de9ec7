package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lockpick.report.table.Format;
import lockpick.study.experiment.RunKey;
import lockpick.study.run.KnownRun;
import lockpick.study.run.RunFolder;

/**
 * What the runs under a folder are called, for finding the one that the user means.
 *
 * @param folders name of the folder of every run that is finished or belongs to a study
 */
record RunNames(Path runs, List<KnownRun> known, Map<RunKey, String> folders) {

    private static final int SHOWN = 12;

    static RunNames of(Path runs) throws IOException {
        List<KnownRun> known = KnownRun.all(runs);
        Map<RunKey, String> folders = new LinkedHashMap<>();
        known.forEach(run -> folders.put(run.key(), run.folder()));
        RunFolder.all(runs).forEach(run -> folders.put(run.key(), run.name()));
        return new RunNames(runs, known, folders);
    }

    String folder(RunKey key) {
        return folders.getOrDefault(key, "run " + key.shortForm() + ", which is not here");
    }

    /**
     * The one run that is meant.
     *
     * @param wanted name of its folder, or the beginning of it or of its key
     * @throws MistakeException if that is none or several
     */
    RunKey find(String wanted) {
        List<RunKey> matches = folders.entrySet().stream()
                .filter(run ->
                        run.getValue().startsWith(wanted) || run.getKey().hex().startsWith(wanted))
                .map(Map.Entry::getKey)
                .toList();
        return switch (matches.size()) {
            case 1 -> matches.getFirst();
            case 0 ->
                throw new MistakeException(runs + ": no run's folder or key begins with '" + wanted + "'; it has "
                        + folders.size() + " runs" + (folders.isEmpty() ? ", give another folder with --runs" : ""));
            default ->
                throw new MistakeException("'" + wanted + "' is the beginning of " + matches.size()
                        + " runs, give more of the name of one:"
                        + matches.stream().limit(SHOWN).map(this::line).collect(Collectors.joining())
                        + (matches.size() > SHOWN ? "\n  …" : ""));
        };
    }

    private String line(RunKey key) {
        return "\n  " + folders.get(key)
                + known.stream()
                        .filter(run -> run.key().equals(key))
                        .findFirst()
                        .map(run -> "  " + run.study() + ": " + Format.labels(run.labels()))
                        .orElse("");
    }
}
