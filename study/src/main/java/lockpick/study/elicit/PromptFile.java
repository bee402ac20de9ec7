package lockpick.study.elicit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import lockpick.study.setting.Node;
import lockpick.study.setting.NodeReader;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;
import lockpick.study.setting.Setting;
import lockpick.study.setting.SettingsReader;
import lockpick.study.setting.UnreadableException;

/** Words to try, in a file of their own: YAML with a name and a text for each, or any other text with one on every line. */
record PromptFile(
        @Setting(help = "words to try", minItems = 1) List<PromptText> prompts) {

    PromptFile {
        prompts = List.copyOf(prompts);
        checkNames(prompts);
    }

    /** @throws IllegalArgumentException if two have the same name, so that results could not tell them apart */
    static void checkNames(List<PromptText> prompts) {
        Set<String> seen = new HashSet<>();
        for (PromptText prompt : prompts) {
            if (!seen.add(prompt.name())) {
                throw new IllegalArgumentException(
                        "two prompts are called '" + prompt.name() + "'; give each a name of its own");
            }
        }
    }

    /**
     * The words in a user's file, in their order; those of a line are called after its number.
     *
     * @throws IOException if the file cannot be read or holds none
     */
    static List<PromptText> read(Path file) throws IOException {
        String name = file.getFileName().toString();
        String text = Files.readString(file);
        return name.endsWith(".yaml") || name.endsWith(".yml") ? yaml(file.toString(), text) : lines(file, text);
    }

    private static List<PromptText> lines(Path file, String text) throws IOException {
        List<String> lines = text.lines().toList();
        List<PromptText> prompts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                prompts.add(new PromptText("line " + (i + 1), lines.get(i).strip()));
            }
        }
        if (prompts.isEmpty()) {
            throw new IOException(file + ": empty; write one prompt on each line");
        }
        return prompts;
    }

    private static List<PromptText> yaml(String name, String text) throws IOException {
        Node tree;
        try {
            tree = NodeReader.yaml(text);
        } catch (UnreadableException e) {
            throw new IOException(name + ", line " + e.line() + ": " + e.getMessage(), e);
        }
        Reading<PromptFile> reading = SettingsReader.read(tree, PromptFile.class);
        if (!reading.problems().isEmpty()) {
            Problem first = reading.problems().getFirst();
            throw new IOException(name + ", line " + first.line() + ": " + first.text());
        }
        return reading.value().orElseThrow().prompts();
    }

    /** The words that come with Lockpick, under this name. */
    static List<PromptText> own(String name) {
        String file = name + ".yaml";
        try (InputStream in = Objects.requireNonNull(PromptFile.class.getResourceAsStream(file), file)) {
            return yaml(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
