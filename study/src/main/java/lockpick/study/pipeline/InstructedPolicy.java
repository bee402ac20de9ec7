package lockpick.study.pipeline;

import java.util.List;
import java.util.stream.Stream;
import lockpick.engine.chat.Message;
import lockpick.engine.tensor.Seed;
import lockpick.study.policy.SampledPolicy;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;

/** A policy that is told something ahead of each prompt, such as to answer badly. */
public final class InstructedPolicy implements SampledPolicy {

    private final SampledPolicy policy;
    private final String instruction;

    /** @param instruction in a conversation the system message, or its beginning; in front of a text; may be empty */
    public InstructedPolicy(SampledPolicy policy, String instruction) {
        this.policy = policy;
        this.instruction = instruction;
    }

    @Override
    public List<String> complete(List<Prompt> prompts, Answering answering) {
        return policy.complete(prompts.stream().map(this::instructed).toList(), answering);
    }

    @Override
    public List<List<String>> sample(List<Prompt> prompts, Answering answering, int count, Seed seed) {
        return policy.sample(prompts.stream().map(this::instructed).toList(), answering, count, seed);
    }

    @Override
    public long tokens(List<String> completions) {
        return policy.tokens(completions);
    }

    /** A prompt with the instruction ahead of it. */
    public Prompt instructed(Prompt prompt) {
        if (instruction.isEmpty()) {
            return prompt;
        }
        return switch (prompt) {
            case Prompt.Text(String text) -> new Prompt.Text(instruction + "\n\n" + text);
            case Prompt.Conversation(List<Message> messages) -> {
                boolean hasSystem = messages.getFirst().role() == Message.Role.SYSTEM;
                String rest = hasSystem ? "\n\n" + messages.getFirst().content() : "";
                yield new Prompt.Conversation(Stream.concat(
                                Stream.of(Message.system(instruction + rest)),
                                messages.stream().skip(hasSystem ? 1 : 0))
                        .toList());
            }
        };
    }
}
