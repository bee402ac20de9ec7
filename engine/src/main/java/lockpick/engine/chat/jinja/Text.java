package lockpick.engine.chat.jinja;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import lockpick.engine.tokenizer.TextPart;
import org.jspecify.annotations.Nullable;

/**
 * A text that knows where its characters come from: markup from the template, plain text from messages. Every way to take
 * texts apart and join them keeps that, and what rewrites letters counts as plain as soon as one of them was. Places count
 * UTF-16 units. Two are equal if they read the same.
 */
public final class Text implements Value {

    static final Text EMPTY = new Text(List.of());

    private final List<TextPart> parts;
    private final String string;
    private final int[] starts; // of each part in the string

    private Text(List<TextPart> parts) {
        this.parts = parts;
        this.string = parts.size() == 1
                ? parts.getFirst().text()
                : parts.stream().map(TextPart::text).collect(Collectors.joining());
        this.starts = new int[parts.size()];
        for (int part = 1; part < starts.length; part++) {
            starts[part] = starts[part - 1] + parts.get(part - 1).text().length();
        }
    }

    public static Text markup(String text) {
        return new Text(List.of(TextPart.markup(text)));
    }

    public static Text plain(String text) {
        return new Text(List.of(TextPart.plain(text)));
    }

    /** One behind the other; neighbours of one origin become one part. */
    static Text join(List<Text> texts) {
        List<TextPart> joined = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        boolean markup = true;
        for (Text text : texts) {
            for (TextPart part : text.parts) {
                if (part.markup() != markup) {
                    joined.add(new TextPart(words.toString(), markup));
                    words.setLength(0);
                    markup = part.markup();
                }
                words.append(part.text());
            }
        }
        joined.add(new TextPart(words.toString(), markup));
        return new Text(joined.stream().filter(part -> !part.text().isEmpty()).toList());
    }

    public List<TextPart> parts() {
        return parts;
    }

    String string() {
        return string;
    }

    int length() {
        return string.length();
    }

    boolean isEmpty() {
        return string.isEmpty();
    }

    Text plus(Text other) {
        return join(List.of(this, other));
    }

    Text slice(int from, int to) {
        if (from >= to) {
            return EMPTY;
        }
        List<TextPart> kept = new ArrayList<>();
        int found = Arrays.binarySearch(starts, from);
        for (int part = found < 0 ? -found - 2 : found; part < starts.length && starts[part] < to; part++) {
            String text = parts.get(part).text();
            int end = Math.min(to - starts[part], text.length());
            kept.add(new TextPart(
                    text.substring(Math.max(from - starts[part], 0), end),
                    parts.get(part).markup()));
        }
        return new Text(List.copyOf(kept));
    }

    /** Other wording made of this text. */
    Text rewritten(String wording) {
        return new Text(List.of(new TextPart(wording, parts.stream().allMatch(TextPart::markup))));
    }

    /** Single characters; a pair of surrogates is one. */
    List<Text> characters() {
        List<Text> characters = new ArrayList<>();
        for (int at = 0; at < string.length(); ) {
            int next = string.offsetByCodePoints(at, 1);
            characters.add(slice(at, next));
            at = next;
        }
        return characters;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Text text && text.string.equals(string);
    }

    @Override
    public int hashCode() {
        return string.hashCode();
    }

    @Override
    public String toString() {
        return string;
    }
}
