package lockpick.engine.tokenizer;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.Arrays;
import lockpick.engine.checkpoint.CheckpointException;

/**
 * A tokenizer of the Rust library. Its memory is freed when nobody holds it any more: it holds no more than the vocabulary,
 * and lives as long as its model. May be used by several threads at once.
 */
final class NativeTokenizer {

    private static final Cleaner CLEANER = Cleaner.create();

    private final TokenizersLibrary library;
    private final long handle;

    /**
     * @param json a tokenizer.json that {@link TokenizerRules} has passed
     * @param file where it comes from, for errors
     * @throws CheckpointException if the library refuses it
     */
    NativeTokenizer(String json, Path file) {
        TokenizersLibrary opened = NativeLibrary.get();
        long made;
        try {
            made = opened.createTokenizerFromString(json);
        } catch (RuntimeException e) {
            throw new CheckpointException(file, "is no tokenizer: " + e.getMessage());
        }
        // A file may ask for both; we neither cut a text nor fill it up.
        opened.disableTruncation(made);
        opened.disablePadding(made);
        library = opened;
        handle = made;
        CLEANER.register(this, () -> opened.deleteTokenizer(made));
    }

    /** Ids of a text, nothing added. */
    int[] encode(String text) {
        refuseHalfCharacters(text);
        try {
            long encoding = library.encode(handle, text, false);
            long[] ids = library.getTokenIds(encoding);
            library.deleteEncoding(encoding);
            return Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("the tokenizer cannot encode this text: " + e.getMessage(), e);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The text of ids; those that stand for nothing are left out. */
    String decode(int[] ids, boolean skipSpecial) {
        try {
            return library.decode(handle, Arrays.stream(ids).asLongStream().toArray(), skipSpecial);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Half of a surrogate pair is no character, and would spoil all the text on its way to the library. */
    private static void refuseHalfCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.charCount(text.codePointAt(i)) == 1) {
                    throw new IllegalArgumentException("the text holds half a character (U+"
                            + Integer.toHexString(text.charAt(i)) + ") at " + i + "; expected Unicode text");
                }
                i++;
            }
        }
    }
}
