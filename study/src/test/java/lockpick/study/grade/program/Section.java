package lockpick.study.grade.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A case of a text file: {@code ==== word | word | word} and the lines below it.
 *
 * @param head the words
 */
record Section(List<String> head, String body) {

    private static final String MARK = "(?m)^==== ";

    static List<Section> all(String file) throws IOException {
        List<Section> sections = new ArrayList<>();
        List<String> parts = List.of(text(file).split(MARK));
        for (String part : parts.subList(1, parts.size())) { // the first one says what the file is
            int end = part.indexOf('\n');
            sections.add(new Section(List.of(part.substring(0, end).split(" \\| ", 3)), part.substring(end + 1)));
        }
        return sections;
    }

    static String text(String file) throws IOException {
        try (InputStream in = Section.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public String toString() {
        return head.getFirst() + " " + head.get(1);
    }
}
