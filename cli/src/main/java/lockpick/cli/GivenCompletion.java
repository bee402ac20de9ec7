package lockpick.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A completion to score. */
record GivenCompletion(GivenPrompt prompt, String completion) {

    /**
     * Reads JSON Lines with "prompt", "completion" and perhaps "id", which may stand at several completions.
     *
     * @param file {@code -} for standard input
     */
    static List<GivenCompletion> read(String file, InputStream standardInput) throws IOException {
        List<GivenCompletion> completions = new ArrayList<>();
        for (GivenLine line : GivenLine.read("--completions", file, standardInput)) {
            JsonNode row = line.json();
            GivenPrompt prompt =
                    new GivenPrompt(completions.size(), line.id(row), line.text(row, "prompt"), line.where());
            completions.add(new GivenCompletion(prompt, line.text(row, "completion")));
        }
        if (completions.isEmpty()) {
            throw new MistakeException("--completions " + file + ": holds no completion");
        }
        return completions;
    }
}
