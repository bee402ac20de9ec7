package lockpick.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lockpick.engine.chat.ChatFormat;
import lockpick.engine.chat.Message;
import lockpick.engine.chat.PlainChat;
import lockpick.engine.generate.Generator.Request;
import lockpick.engine.generate.Sampling;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.TextPart;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.setting.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockpick chat}: a conversation with a model. */
@Command(
        name = "chat",
        description = {
            "Talks with a model: every line of standard input is a turn, and the model answers.",
            "",
            "The model folder's own chat template is used; without one, the form of the paper, User: and Assistant:. What"
                    + " you type is never read as a template or as a control token. The conversation is told to the"
                    + " model from its beginning at each turn."
        },
        footer = {
            "",
            "/reset begins anew, /show prints what the model is given, /exit ends.",
            "",
            "Example:",
            "  lockpick chat models/stabilityai/stablelm-zephyr-3b --system 'Answer in one word.'",
            "",
            "Exit code: 0 the input is at its end, 1 the model cannot be used, 2 something is",
            "wrong with the command."
        })
final class Chat implements Callable<Integer> {

    private final Console console;
    private final InputStream standardInput;
    private final List<Message> conversation = new ArrayList<>();

    @Parameters(index = "0", paramLabel = "MODEL", description = "a model folder, or a run that keeps a model")
    private String model = "";

    @Option(names = "--system", paramLabel = "TEXT", description = "a message that stands before the first turn")
    private Optional<String> system = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "of the random numbers; each turn has its own (default: ${DEFAULT-VALUE})")
    private long seed;

    @Mixin
    private SamplingOptions how = new SamplingOptions();

    @Mixin
    private ModelOptions with = new ModelOptions();

    Chat(Console console, InputStream standardInput) {
        this.console = console;
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() throws IOException {
        Sampling sampling = how.sampling();
        Path folder = with.folder(model);
        ChatFormat format = ChatFormat.load(folder);
        List<String> stops = new ArrayList<>(how.stops());
        if (format instanceof PlainChat) {
            stops.add("\n\nUser:"); // nothing else tells a model without a template where its turn ends
        }
        try (TrainablePolicy policy = with.load(folder, stops);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(standardInput, StandardCharsets.UTF_8))) {
            begin();
            for (String line = asked(lines); line != null; line = asked(lines)) {
                switch (line.strip()) {
                    case "" -> {}
                    case "/exit" -> {
                        return 0;
                    }
                    case "/reset" -> begin();
                    case "/show" ->
                        console.line(format.render(conversation, false).stream()
                                .map(TextPart::text)
                                .collect(Collectors.joining()));
                    default -> answer(line, format, policy, sampling);
                }
            }
        }
        return 0;
    }

    private void begin() {
        conversation.clear();
        system.map(Message::system).ifPresent(conversation::add);
    }

    private @Nullable String asked(BufferedReader lines) throws IOException {
        console.status("> ");
        String line = lines.readLine();
        console.status("");
        return line;
    }

    private void answer(String line, ChatFormat format, TrainablePolicy policy, Sampling sampling) {
        conversation.add(Message.user(line));
        int[] prompt;
        try {
            prompt = format.encode(conversation, policy.tokenizer());
        } catch (IllegalArgumentException e) { // a word that the model does not know
            conversation.removeLast();
            console.problem("(" + e.getMessage() + ")");
            return;
        }
        int most = policy.model().maxTokens() - sampling.maxNewTokens();
        if (prompt.length > most) {
            conversation.removeLast();
            console.problem("(the conversation has " + Words.count(prompt.length, "token") + ", and the model holds "
                    + most + " beside --max-new-tokens = " + sampling.maxNewTokens() + "; /reset begins anew)");
            return;
        }
        Request request = new Request(prompt, new Seed(seed).stream("turn", conversation.size()));
        String answer = policy.text(policy.generate(List.of(request), sampling).getFirst());
        conversation.add(Message.assistant(answer.strip()));
        console.line(answer.strip());
    }
}
