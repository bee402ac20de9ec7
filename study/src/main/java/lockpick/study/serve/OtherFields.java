package lockpick.study.serve;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lockpick.study.setting.Words;
import tools.jackson.databind.JsonNode;

/**
 * Members of OpenAI's interface, and of servers like it, that are not supported. What cannot change an answer is passed over;
 * what can is let by only where it is set so that it does not. An evaluation must not run with settings that nobody applied.
 */
final class OtherFields {

    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "metadata",
            "parallel_tool_calls",
            "prompt_cache_key",
            "safety_identifier",
            "service_tier",
            "store",
            "user");

    private static final List<String> ZERO = List.of("0", "0.0");
    private static final List<String> ONE = List.of("1", "1.0");

    /** Values, as JSON, that leave an answer as it is. */
    private static final Map<String, List<String>> NEUTRAL = Map.of(
            "best_of",
            ONE,
            "frequency_penalty",
            ZERO,
            "logit_bias",
            List.of("{}"),
            "min_p",
            ZERO,
            "presence_penalty",
            ZERO,
            "repetition_penalty",
            ONE,
            "response_format",
            List.of("{\"type\":\"text\"}"),
            "suffix",
            List.of("\"\""),
            "tool_choice",
            List.of("\"none\"", "\"auto\""),
            "tools",
            List.of("[]"));

    private OtherFields() {}

    /**
     * @param known members that are supported
     * @throws RefusedException if this one may change the answer
     */
    static void check(String name, JsonNode value, Collection<String> known) {
        List<String> neutral = NEUTRAL.getOrDefault(name, List.of());
        if (WITHOUT_EFFECT.contains(name) || neutral.contains(value.toString())) {
            return;
        }
        if (neutral.isEmpty()) {
            throw RefusedException.field(
                    name,
                    "unknown_parameter",
                    ": unknown; known are " + Words.all(known.stream().sorted().toList()));
        }
        throw Fields.refused(name, value, "nothing else than " + neutral.getFirst() + ", since it is not supported");
    }
}
