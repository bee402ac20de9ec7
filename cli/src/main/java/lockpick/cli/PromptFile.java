package lockpick.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads prompts: JSON Lines with "prompt" and perhaps "id" when the first line begins with a brace, else a prompt a
 * line. Blank lines are passed over, and so are other members.
 */
final class PromptFile {

    private PromptFile() {}

    /** @param file {@code -} for standard input */
    static List<GivenPrompt> read(String file, InputStream standardInput) throws IOException {
        List<GivenLine> lines = GivenLine.read("--prompts", file, standardInput);
        boolean json =
                !lines.isEmpty() && lines.getFirst().text().stripLeading().startsWith("{");
        List<GivenPrompt> prompts = new ArrayList<>();
        Map<String, String> idsSeen = new HashMap<>(); // where each was first
        for (GivenLine line : lines) {
            if (!json) {
                prompts.add(new GivenPrompt(prompts.size(), Optional.empty(), line.text(), line.where()));
                continue;
            }
            JsonNode row = line.json();
            String text = line.text(row, "prompt");
            Optional<String> id = line.id(row);
            id.ifPresent(name -> refuseTwice(name, line.where(), idsSeen));
            prompts.add(new GivenPrompt(prompts.size(), id, text, line.where()));
        }
        return prompts;
    }

    private static void refuseTwice(String id, String where, Map<String, String> idsSeen) {
        String earlier = idsSeen.putIfAbsent(id, where);
        if (earlier != null) {
            throw new MistakeException(where + ": the id \"" + id + "\" stands at " + earlier
                    + " too; give each prompt its own, since it decides the random numbers");
        }
    }
}
