package lockpick.engine.tokenizer;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import lockpick.engine.checkpoint.CheckpointException;

/**
 * What a tokenizer.json may hold: the pieces that byte-pair tokenizers of decoders are made of. Others are refused by
 * name, as are values on which the Rust library would end the JVM rather than complain.
 */
final class TokenizerRules {

    private static final int LONGEST_STRIP = 16;

    private TokenizerRules() {}

    /** @throws CheckpointException at the first piece that is not supported */
    static void check(TokenizerJson json) {
        model(json);
        ids(json);
        optional(json.part("normalizer"), TokenizerRules::normalizer);
        optional(json.part("pre_tokenizer"), TokenizerRules::preTokenizer);
        decoder(json.part("decoder"));
    }

    private static void model(TokenizerJson json) {
        JsonPlace model = json.part("model");
        if (!json.modelType().equals("BPE")) {
            throw model.at("type").refuse("BPE, or WordLevel with WhitespaceSplit");
        }
        model.onlyKeys(Set.of(
                "type",
                "dropout",
                "unk_token",
                "continuing_subword_prefix",
                "end_of_word_suffix",
                "fuse_unk",
                "byte_fallback",
                "ignore_merges",
                "merges"));
        if (json.vocabulary().isEmpty() || model.at("merges").missing()) {
            throw new CheckpointException(json.file(), "model has no vocab or no merges; expected both");
        }
        if (!model.at("dropout").missing() && model.at("dropout").number() != 0) {
            throw model.at("dropout").refuse("null: with dropout no text has the same ids twice");
        }
        for (String affix : new String[] {"continuing_subword_prefix", "end_of_word_suffix"}) {
            if (!model.at(affix).missing() && !model.at(affix).text().isEmpty()) {
                throw model.at(affix).refuse("null");
            }
        }
        JsonPlace unknown = model.at("unk_token");
        if (!unknown.missing() && !json.vocabulary().containsKey(unknown.text())) {
            throw unknown.refuse("a token of the vocabulary");
        }
        for (String truth : new String[] {"fuse_unk", "byte_fallback", "ignore_merges"}) {
            model.at(truth).truth(false);
        }
    }

    /** Every id once; added tokens numbered as the library will number them, which does not read their ids. */
    private static void ids(TokenizerJson json) {
        BitSet seen = new BitSet();
        json.vocabulary().forEach((token, id) -> {
            if (seen.get(id)) {
                throw new CheckpointException(json.file(), "model.vocab gives the id " + id + " twice");
            }
            seen.set(id);
        });
        Map<String, Integer> numbered = new HashMap<>();
        int next = json.vocabulary().size();
        for (AddedToken token : json.added()) {
            Integer known = json.vocabulary().get(token.content());
            int id = known != null ? known : next++;
            if (numbered.put(token.content(), id) != null) {
                throw new CheckpointException(json.file(), "added_tokens has the token of id " + id + " twice");
            }
            if (token.id() != id || (known == null && seen.get(id))) {
                throw new CheckpointException(
                        json.file(),
                        "added_tokens gives a token the id " + token.id() + ", where the vocabulary and the tokens"
                                + " before it leave " + id + "; expected them in the order of their ids, without gaps");
            }
        }
    }

    private static void normalizer(JsonPlace normalizer) {
        switch (normalizer.at("type").text()) {
            case "Sequence" -> normalizer.at("normalizers").elements().forEach(TokenizerRules::normalizer);
            case "NFC", "NFD", "NFKC", "NFKD", "Lowercase" -> {}
            case "Prepend" -> normalizer.at("prepend").someText();
            case "Replace" -> replace(normalizer);
            default ->
                throw normalizer.at("type").refuse("Sequence, NFC, NFD, NFKC, NFKD, Lowercase, Prepend or Replace");
        }
    }

    private static void preTokenizer(JsonPlace pre) {
        switch (pre.at("type").text()) {
            case "Sequence" -> pre.at("pretokenizers").elements().forEach(TokenizerRules::preTokenizer);
            case "ByteLevel" -> pre.at("add_prefix_space").truth(true);
            case "Digits" -> pre.at("individual_digits").truth(false);
            case "Punctuation" -> {}
            case "Metaspace" -> metaspace(pre);
            case "Split" -> pattern(pre.at("pattern"));
            default -> throw pre.at("type").refuse("Sequence, ByteLevel, Digits, Punctuation, Metaspace or Split");
        }
    }

    private static void decoder(JsonPlace decoder) {
        switch (decoder.at("type").text()) {
            case "Sequence" -> decoder.at("decoders").elements().forEach(TokenizerRules::decoder);
            case "ByteLevel", "ByteFallback", "Fuse" -> {}
            case "Metaspace" -> metaspace(decoder);
            case "Replace" -> replace(decoder);
            case "Strip" -> strip(decoder);
            default ->
                throw decoder.at("type").refuse("Sequence, ByteLevel, ByteFallback, Fuse, Metaspace, Replace or Strip");
        }
    }

    private static void strip(JsonPlace strip) {
        oneCharacter(strip.at("content"));
        if (strip.at("start").count() > LONGEST_STRIP) {
            throw strip.at("start").refuse("at most " + LONGEST_STRIP);
        }
        if (strip.at("stop").count() != 0) {
            throw strip.at("stop").refuse("0");
        }
    }

    private static void metaspace(JsonPlace metaspace) {
        oneCharacter(metaspace.at("replacement"));
        JsonPlace scheme = metaspace.at("prepend_scheme");
        if (!scheme.missing() && !Set.of("first", "always", "never").contains(scheme.text())) {
            throw scheme.refuse("first, always or never");
        }
        metaspace.at("add_prefix_space").truth(true);
        metaspace.at("split").truth(true);
    }

    private static void replace(JsonPlace replace) {
        pattern(replace.at("pattern"));
        replace.at("content").text();
    }

    private static void pattern(JsonPlace pattern) {
        pattern.onlyKeys(Set.of("String", "Regex"));
        if (pattern.at("String").missing()) {
            SplitPattern.check(pattern.at("Regex"));
        } else {
            pattern.at("String").someText();
        }
    }

    private static void oneCharacter(JsonPlace place) {
        if (place.text().codePointCount(0, place.text().length()) != 1) {
            throw place.refuse("one character");
        }
    }

    private static void optional(JsonPlace place, Consumer<JsonPlace> check) {
        if (!place.missing()) {
            check.accept(place);
        }
    }
}
