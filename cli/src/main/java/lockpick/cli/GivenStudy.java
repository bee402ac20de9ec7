package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lockpick.study.experiment.Study;
import lockpick.study.pipeline.GivenModel;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.data.ContentHash;

/**
 * The task and the methods of a study file, for models of somebody else. It has a name of its own, so that the report of the
 * file's study stays as it is.
 *
 * @param source a file that would be called like it
 */
record GivenStudy(Path source, Study study) {

    private static final int HASH_DIGITS = 8; // as many tell the models of one name apart

    /**
     * @param models each a model folder, or a run that keeps a model
     * @param runs the runs folder
     */
    static GivenStudy of(Path file, Study study, List<String> models, List<Long> seeds, Path runs) throws IOException {
        List<GivenModel> given = new ArrayList<>();
        for (String model : models) {
            given.add(given(model, runs));
        }
        String first = given.getFirst().name();
        if (given.stream().map(GivenModel::name).distinct().count() < given.size()) {
            throw new MistakeException("two of " + String.join(", ", models)
                    + " have the same name, by which the report tells models apart; rename a folder");
        }
        if (given.stream().map(model -> model.folder().sha256()).distinct().count() < given.size()) {
            throw new MistakeException("two of " + String.join(", ", models) + " are the same model; give each once");
        }
        if (study.task() instanceof CompositionConfig && seeds.size() > 1) {
            throw new MistakeException("the functions of this task follow from the seed; give the one that " + first
                    + " was made with, such as --seed " + seeds.getFirst());
        }
        String hash = ContentHash.ofText(given.stream()
                        .map(model -> model.folder().sha256().orElseThrow())
                        .collect(Collectors.joining("\n")))
                .hex()
                .substring(0, HASH_DIGITS);
        String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
        return new GivenStudy(file.resolveSibling(name + "-" + first + "-" + hash + ".yaml"), study.of(given, seeds));
    }

    /** Looks whether a study says what is to be tried on a model. */
    static void requireMethods(Path file, Study study) {
        if (study.elicit().isEmpty()) {
            throw new MistakeException(file + ": its elicit is empty; give at least one method");
        }
    }

    private static GivenModel given(String wanted, Path runs) throws IOException {
        Path folder = ModelFolder.of(wanted, runs);
        return new GivenModel(
                        Path.of(wanted)
                                .toAbsolutePath()
                                .normalize()
                                .getFileName()
                                .toString(),
                        new lockpick.study.pipeline.ModelFolder(folder.toString(), Optional.empty()))
                .identified();
    }
}
