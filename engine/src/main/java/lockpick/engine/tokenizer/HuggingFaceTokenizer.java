package lockpick.engine.tokenizer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lockpick.engine.checkpoint.CheckpointException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A byte-pair tokenizer in Hugging Face's format, {@code tokenizer.json}: that of every model family here. Gives the ids
 * and texts that Transformers gives, save that Transformers' own repairs of blanks in decoded text are left out.
 *
 * <p>{@code decodeCompletion(encodeCompletion(text))} is {@code text} as the tokenizer's normalizer leaves it: NFC for
 * Pythia and Qwen2, else as it was, but that {@code ▁} becomes a blank where the vocabulary writes blanks so (Llama 1 and 2,
 * Mistral, Gemma), and what has neither token nor bytes becomes the unknown token, which decodes to nothing.
 */
public final class HuggingFaceTokenizer implements Tokenizer {

    private final ModelText folder;
    private final TokenizerJson json;
    private final int size;
    private final int[] front;
    private final EndTokens ends;
    private final BitSet controls = new BitSet(); // by id: special tokens and end tokens
    private final ControlTokens controlTokens;
    private final String unknownToken; // empty if there is none
    private final Map<String, JsonNode> withoutPrefix;
    private final NativeTokenizer whole;
    private final boolean restarts;
    private @Nullable NativeTokenizer plain;
    private @Nullable NativeTokenizer continuing;

    private HuggingFaceTokenizer(ModelText folder, TokenizerJson json) {
        TokenizerRules.check(json);
        this.folder = folder;
        this.json = json;
        size = Collections.max(json.tokens().keySet()) + 1;
        front = PromptFront.read(json, folder);
        ends = EndTokens.read(json, folder);
        ends.all().forEach(controls::set);
        json.added().stream().filter(AddedToken::special).forEach(token -> controls.set(token.id()));
        controlTokens = new ControlTokens(
                json.added().stream().filter(token -> controls.get(token.id())).toList());
        unknownToken = json.part("model").at("unk_token").value().asString("");
        withoutPrefix = TokenizerEdits.withoutPrefix(json);
        whole = new NativeTokenizer(json.text(), json.file());
        restarts = restarts();
    }

    /** @throws CheckpointException if something in the folder's files is damaged or not supported */
    static HuggingFaceTokenizer of(ModelText folder, TokenizerJson json) {
        return new HuggingFaceTokenizer(folder, json);
    }

    @Override
    public int[] encode(String text) {
        return whole.encode(text);
    }

    @Override
    public int[] encodePrompt(String text) {
        return behindFront(encode(text));
    }

    /** Where nobody wrote out a special token in a plain part, these are the ids of the whole text. */
    @Override
    public int[] encode(List<TextPart> parts) {
        StringBuilder joined = new StringBuilder();
        BitSet markup = new BitSet();
        for (TextPart part : parts) {
            markup.set(joined.length(), joined.length() + part.text().length(), part.markup());
            joined.append(part.text());
        }
        String text = joined.toString();
        IntStream.Builder ids = IntStream.builder();
        int done = 0;
        for (ControlTokens.Found control : controlTokens.find(text, markup)) {
            encodeStretch(text, done, control.from()).forEach(ids::add);
            ids.add(control.id());
            done = control.to();
        }
        encodeStretch(text, done, text.length()).forEach(ids::add);
        return ids.build().toArray();
    }

    @Override
    public int[] encodePrompt(List<TextPart> parts) {
        return behindFront(encode(parts));
    }

    private int[] behindFront(int[] ids) {
        return IntStream.concat(IntStream.of(front), IntStream.of(ids)).toArray();
    }

    private IntStream encodeStretch(String text, int from, int to) {
        String stretch = text.substring(from, to);
        return IntStream.of(from == 0 || restarts ? encodePlain(stretch) : encodeCompletion(stretch));
    }

    @Override
    public int[] encodeCompletion(String text) {
        return withoutPrefix.isEmpty()
                ? encodePlain(text)
                : refuseControls(continuing().encode(text));
    }

    /** As a text that stands alone, special tokens written out in it being text like any other. */
    private int[] encodePlain(String text) {
        int[] ids = whole.encode(text);
        return IntStream.of(ids).anyMatch(controls::get) ? refuseControls(plain().encode(text)) : ids;
    }

    /** The unknown token alone controls nothing. */
    private int[] refuseControls(int[] ids) {
        for (int id : ids) {
            if (controls.get(id) && !token(id).equals(unknownToken)) {
                throw new IllegalArgumentException("the text cannot be written without the control token " + token(id));
            }
        }
        return ids;
    }

    @Override
    public String decode(int[] ids) {
        return decode(ids, true);
    }

    /** The text that these ids stand for as a whole text, with or without special tokens. */
    public String decode(int[] ids, boolean skipSpecial) {
        return whole.decode(ids, skipSpecial);
    }

    @Override
    public String decodeCompletion(int[] ids) {
        int[] text = IntStream.of(ids).filter(id -> !controls.get(id)).toArray();
        return (withoutPrefix.isEmpty() ? whole : continuing()).decode(text, false);
    }

    @Override
    public String token(int id) {
        return json.tokens().getOrDefault(id, "");
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int endToken() {
        return ends.taught();
    }

    @Override
    public List<Integer> endTokens() {
        return ends.all();
    }

    @Override
    public void save(Path other) throws IOException {
        folder.save(other);
    }

    /** Whether what follows a control token is treated as the start of a text, with a blank put in front of it. */
    private boolean restarts() {
        int[] alone = whole.encode("a");
        return json.added().stream()
                .filter(token -> token.special() && !token.stripsRight())
                .findFirst()
                .map(token -> whole.encode(token.content() + "a"))
                .filter(ids -> Arrays.equals(ids, 1, ids.length, alone, 0, alone.length))
                .isPresent();
    }

    /** Made when first a text holds a special token written out: most runs never need it. */
    private synchronized NativeTokenizer plain() {
        if (plain == null) {
            plain = new NativeTokenizer(json.text(TokenizerEdits.withoutControls(json, controls)), json.file());
        }
        return plain;
    }

    private synchronized NativeTokenizer continuing() {
        if (continuing == null) {
            Map<String, JsonNode> edits = new HashMap<>(withoutPrefix);
            edits.putAll(TokenizerEdits.withoutControls(json, controls));
            continuing = new NativeTokenizer(json.text(edits), json.file());
        }
        return continuing;
    }
}
