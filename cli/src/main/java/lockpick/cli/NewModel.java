package lockpick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import lockpick.engine.model.Checkpoint;
import lockpick.engine.model.Decoder;
import lockpick.engine.model.ModelFacts;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.study.file.Durable;

/** A model folder that is there as a whole or not at all. */
final class NewModel {

    private static final String CONFIG_OR_WEIGHTS =
            "config\\.json|.*\\.(safetensors|safetensors\\.index\\.json|bin|bin\\.index\\.json|pt|pth|ckpt|gguf|onnx|part)";

    private NewModel() {}

    /** What becomes of a model's weights. */
    @FunctionalInterface
    interface Change {

        void apply(Decoder decoder) throws IOException;
    }

    /**
     * Writes a model that is made from another one, with all files beside that one's config.json and weights. The folder is
     * filled under another name and gets its own when the disk has it.
     *
     * @param type element type of the new model; that of the old one if empty
     * @throws MistakeException if there is something of the new folder's name
     */
    static void derive(Path from, Path into, Optional<DType> type, Change change) throws IOException {
        if (Files.exists(into)) {
            throw new MistakeException(into + ": is there already; give a folder that is not");
        }
        Path fresh = into.resolveSibling(
                "." + into.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.createDirectories(fresh);
            DType written = type.isPresent() ? type.get() : ModelFacts.of(from).widestType();
            try (Decoder decoder = Checkpoint.load(from, written, Device.CPU)) {
                change.apply(decoder);
                Checkpoint.save(decoder, fresh);
            }
            copyRest(from, fresh);
            Durable.sync(fresh);
            Durable.rename(fresh, into);
        } finally {
            Durable.delete(fresh);
        }
    }

    /** Copies all files of a model folder but its config.json and weights: tokenizer, chat template, licence, and so on. */
    private static void copyRest(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().matches(CONFIG_OR_WEIGHTS)) {
                    Files.copy(file, to.resolve(file.getFileName().toString()));
                }
            }
        }
    }
}
