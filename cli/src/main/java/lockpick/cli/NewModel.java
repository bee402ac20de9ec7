package lockpick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import lockpick.study.run.Durable;

/** A model folder that is there as a whole or not at all. */
final class NewModel {

    private static final String CONFIG_OR_WEIGHTS =
            "config\\.json|.*\\.(safetensors|safetensors\\.index\\.json|bin|bin\\.index\\.json|pt|pth|ckpt|gguf|onnx|part)";

    private NewModel() {}

    /** Fills an empty folder with a model. */
    @FunctionalInterface
    interface Content {

        void write(Path folder) throws IOException;
    }

    /**
     * Has a folder filled under another name, brings it to the disk, and gives it its own.
     *
     * @throws MistakeException if there is something of that name
     */
    static void write(Path folder, Content content) throws IOException {
        if (Files.exists(folder)) {
            throw new MistakeException(folder + ": is there already; give a folder that is not");
        }
        Path fresh = folder.resolveSibling(
                "." + folder.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.createDirectories(fresh);
            content.write(fresh);
            Durable.sync(fresh);
            Durable.rename(fresh, folder);
        } finally {
            Durable.delete(fresh);
        }
    }

    /** Copies all files of a model folder but its config.json and weights: tokenizer, chat template, licence, and so on. */
    static void copyRest(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().matches(CONFIG_OR_WEIGHTS)) {
                    Files.copy(file, to.resolve(file.getFileName().toString()));
                }
            }
        }
    }
}
