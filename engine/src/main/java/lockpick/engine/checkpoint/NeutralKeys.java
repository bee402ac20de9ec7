package lockpick.engine.checkpoint;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Keys of config.json that every family may carry and that never change what a decoder computes: names, token ids,
 * how weights were drawn or stored, how answers are sampled, heads for other tasks. Dropout is among them because it
 * acts in training alone, and we train without any.
 */
final class NeutralKeys {

    private static final Set<String> ALWAYS = Set.of(
            // where it comes from
            "_name_or_path",
            "name_or_path",
            "architectures",
            "transformers_version",
            "tokenizer_class",
            "language",
            // token ids and texts around them
            "bos_token_id",
            "eos_token_id",
            "pad_token_id",
            "unk_token_id",
            "sep_token_id",
            "cls_token_id",
            "mask_token_id",
            "decoder_start_token_id",
            "forced_bos_token_id",
            "forced_eos_token_id",
            "prefix",
            // how weights are stored, drawn and run
            "torch_dtype",
            "dtype",
            "use_bfloat16",
            "torchscript",
            "initializer_range",
            "initializer_factor",
            "use_cache",
            "gradient_checkpointing",
            "use_gradient_checkpointing",
            "chunk_size_feed_forward",
            "_attn_implementation",
            "attn_implementation",
            "_attn_implementation_autoset",
            "attn_implementation_autoset",
            "use_flash_attention",
            "use_flash_attention_2",
            "transformers.js_config",
            // dropout
            "attention_dropout",
            "attention_probs_dropout_prob",
            "attn_pdrop",
            "classifier_dropout",
            "embd_pdrop",
            "hidden_dropout",
            "hidden_dropout_prob",
            "resid_pdrop",
            // what is returned beside the logits
            "output_attentions",
            "output_hidden_states",
            "output_scores",
            "return_dict",
            "return_dict_in_generate",
            "remove_invalid_values",
            "keys_to_ignore_at_inference",
            // sampling, which generation settings decide
            "bad_words_ids",
            "begin_suppress_tokens",
            "diversity_penalty",
            "do_sample",
            "early_stopping",
            "encoder_no_repeat_ngram_size",
            "exponential_decay_length_penalty",
            "length_penalty",
            "max_length",
            "max_new_tokens",
            "min_length",
            "no_repeat_ngram_size",
            "num_beam_groups",
            "num_beams",
            "num_return_sequences",
            "repetition_penalty",
            "suppress_tokens",
            "temperature",
            "top_k",
            "top_p",
            "typical_p",
            // heads for other tasks
            "finetuning_task",
            "id2label",
            "label2id",
            "num_labels",
            "problem_type",
            "summary_activation",
            "summary_first_dropout",
            "summary_proj_to_labels",
            "summary_type",
            "summary_use_proj",
            "task_specific_params",
            "tie_encoder_decoder",
            "tf_legacy_loss");

    /** Neutral with just this value, written as JSON. */
    private static final Map<String, String> WITH_VALUE =
            Map.of("add_cross_attention", "false", "is_encoder_decoder", "false", "pruned_heads", "{}");

    private NeutralKeys() {}

    static boolean contain(String key, JsonNode value) {
        return ALWAYS.contains(key) || value.toString().equals(WITH_VALUE.get(key));
    }
}
