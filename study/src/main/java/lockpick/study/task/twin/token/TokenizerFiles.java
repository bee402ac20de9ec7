package lockpick.study.task.twin.token;

import java.util.List;
import lockpick.study.task.twin.token.BytePairTraining.Pair;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A byte-pair tokenizer in Hugging Face's format. Its ids: the end token, 256 bytes, a token for each merge. */
final class TokenizerFiles {

    static final String END = "<|end|>";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private TokenizerFiles() {}

    /** The text of tokenizer.json. */
    static String tokenizer(List<Pair> merges) {
        ObjectNode root = JSON.createObjectNode().put("version", "1.0");
        root.putNull("truncation").putNull("padding");
        root.putArray("added_tokens")
                .addObject()
                .put("id", 0)
                .put("content", END)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", true);
        root.putNull("normalizer");
        ArrayNode steps =
                root.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        ObjectNode split = steps.addObject().put("type", "Split");
        split.putObject("pattern").put("Regex", BytePairTraining.WORDS);
        split.put("behavior", "Isolated").put("invert", false);
        byteLevel(steps.addObject());
        root.putNull("post_processor");
        byteLevel(root.putObject("decoder"));
        ObjectNode model =
                root.putObject("model").put("type", "BPE").putNull("dropout").putNull("unk_token");
        model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
        model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
        ObjectNode vocabulary = model.putObject("vocab");
        vocabulary.put(END, 0);
        BytePairTraining.byteSymbols().forEach(symbol -> vocabulary.put(symbol, vocabulary.size()));
        ArrayNode pairs = model.putArray("merges");
        for (Pair merge : merges) {
            if (!vocabulary.has(merge.merged())) { // several pairs can make one token
                vocabulary.put(merge.merged(), vocabulary.size());
            }
            pairs.addArray().add(merge.left()).add(merge.right());
        }
        return JSON.writeValueAsString(root) + "\n";
    }

    private static void byteLevel(ObjectNode step) {
        step.put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", false);
    }

    /** The text of tokenizer_config.json. */
    static String config() {
        return JSON.writeValueAsString(JSON.createObjectNode()
                        .put("tokenizer_class", "PreTrainedTokenizerFast")
                        .put("eos_token", END)
                        .put("pad_token", END)
                        .put("clean_up_tokenization_spaces", false))
                + "\n";
    }
}
