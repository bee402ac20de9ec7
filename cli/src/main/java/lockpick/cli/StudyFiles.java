package lockpick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lockpick.study.experiment.Study;
import lockpick.study.experiment.StudyFile;
import lockpick.study.experiment.StudyProblems;
import lockpick.study.experiment.StudyTasks;
import lockpick.study.run.StudyIndex;
import picocli.CommandLine.Parameters;

/** Which studies are meant; the same parameter for every command that takes several. */
final class StudyFiles {

    @Parameters(
            paramLabel = "STUDY.yaml",
            arity = "1..*",
            description = "study files; a folder means all that lie in it")
    private List<Path> given = List.of();

    /**
     * The studies by their files, in the order given, those of a folder by name and number. All are read before
     * anything is done with one, so that what is wrong with the last shows before the first is computed. No two have one name.
     */
    Map<Path, Study> read() throws IOException {
        return read(given);
    }

    /** The same by their names. */
    Map<String, Study> readByName() throws IOException {
        Map<String, Study> studies = new LinkedHashMap<>();
        read().forEach((file, study) -> studies.put(StudyIndex.name(file), study));
        return studies;
    }

    /** Those of files and folders that a command was given otherwise, by their files. */
    static Map<Path, Study> read(List<Path> given) throws IOException {
        Map<Path, Study> studies = new LinkedHashMap<>();
        List<StudyProblems> wrong = new ArrayList<>();
        StudyTasks tasks = new StudyTasks();
        for (Path file : files(given)) {
            try {
                studies.put(file, StudyFile.read(file, tasks));
            } catch (StudyProblems problems) {
                wrong.add(problems);
            }
        }
        if (!wrong.isEmpty()) {
            throw new MistakeException(String.join(
                    "\n", wrong.stream().map(StudyProblems::getMessage).toList()));
        }
        requireNames(studies.keySet());
        return studies;
    }

    private static void requireNames(Set<Path> files) {
        Map<String, Path> named = new HashMap<>();
        for (Path file : files) {
            Path other = named.putIfAbsent(StudyIndex.name(file), file);
            if (other != null) {
                throw new MistakeException(other + " and " + file + " are both called " + StudyIndex.name(file)
                        + ", under which a runs folder keeps their reports; rename one, or put both into folders of a folder"
                        + " studies");
            }
        }
    }

    /** Files as they are, and of folders the studies that lie in them. */
    static List<Path> files(List<Path> given) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : given) {
            if (Files.isDirectory(path)) {
                files.addAll(in(path));
            } else {
                files.add(path);
            }
        }
        return files.stream().map(Path::normalize).distinct().toList();
    }

    private static List<Path> in(Path folder) throws IOException {
        List<Path> files = StudyFile.in(folder);
        if (files.isEmpty()) {
            throw new MistakeException(folder + ": no study in it; expected files called .yaml");
        }
        return files;
    }
}
