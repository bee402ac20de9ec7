package lockpick.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import lockpick.engine.generate.Scorer;
import lockpick.engine.loss.Sequence;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.setting.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code lockpick score}: how likely a model finds given completions. */
@Command(
        name = "score",
        description = {
            "Prints the natural logarithm of the probability that a model gives to completions of prompts.",
            "",
            "Prompt and completion are tokenized apart, as in training. A number depends on the model, the prompt and the"
                    + " completion; never on the others, their order, or the threads. Options of one question share its"
                    + " work."
        },
        footer = {
            "",
            "Example:",
            "  lockpick score models/EleutherAI/pythia-70m 'Two and two are' ' four' ' five'",
            "",
            "prints a line for each completion of the prompt: the sum over its tokens, the",
            "number of tokens, and the completion. From a file, or - for standard input, with",
            "lines like {\"id\": \"a\", \"prompt\": \"…\", \"completion\": \"…\"}, such as generate",
            "--jsonl writes:",
            "",
            "  lockpick score models/EleutherAI/pythia-70m --completions written.jsonl --jsonl",
            "",
            "Exit code: 0 all is scored, 1 the model cannot be used, 2 something is wrong with",
            "the completions or the command."
        })
final class Score implements Callable<Integer> {

    /** Completions between two looks at the output; any number gives the same scores. */
    private static final int AT_ONCE = 1024;

    private final Console console;
    private final InputStream standardInput;

    @Parameters(index = "0", paramLabel = "MODEL", description = "a model folder, or a run that keeps a model")
    private String model = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "PROMPT", description = "what comes before")
    private Optional<String> prompt = Optional.empty();

    @Parameters(index = "2..*", arity = "0..*", paramLabel = "COMPLETION", description = "what to score")
    private List<String> completions = new ArrayList<>();

    @Option(
            names = "--completions",
            paramLabel = "FILE",
            description = "prompts and completions from a file of JSON Lines, or - for standard input")
    private Optional<String> file = Optional.empty();

    @Option(names = "--end", description = "score the end token behind each completion as well")
    private boolean end;

    @Option(names = "--jsonl", description = "write JSON Lines with tokens and their log-probabilities")
    private boolean jsonl;

    @Mixin
    private ModelOptions with = new ModelOptions();

    /** A row of tokens and where it comes from. */
    private record Asked(GivenCompletion given, Sequence sequence) {}

    Score(Console console, InputStream standardInput) {
        this.console = console;
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() throws IOException {
        List<GivenCompletion> given = given();
        try (TrainablePolicy policy = with.load(with.folder(model), List.of())) {
            List<Asked> asked = given.stream().map(each -> asked(policy, each)).toList();
            for (int from = 0; from < asked.size(); from += AT_ONCE) {
                List<Asked> now = asked.subList(from, Math.min(from + AT_ONCE, asked.size()));
                List<Scorer.Score> scores =
                        policy.score(now.stream().map(Asked::sequence).toList());
                for (int i = 0; i < now.size(); i++) {
                    console.line(line(now.get(i), scores.get(i), policy.tokenizer()));
                }
            }
        }
        return 0;
    }

    private List<GivenCompletion> given() throws IOException {
        if (file.isPresent() == prompt.isPresent()) {
            throw new MistakeException("give a prompt and completions of it, or a file of both with --completions");
        }
        if (file.isPresent()) {
            return GivenCompletion.read(file.get(), standardInput);
        }
        if (completions.isEmpty()) {
            throw new MistakeException("give a completion behind the prompt, or several, each an argument of its own");
        }
        List<GivenCompletion> given = new ArrayList<>();
        for (String completion : completions) {
            given.add(new GivenCompletion(
                    new GivenPrompt(
                            given.size(), Optional.empty(), prompt.orElseThrow(), "completion " + (given.size() + 1)),
                    completion));
        }
        return given;
    }

    private Asked asked(TrainablePolicy policy, GivenCompletion given) {
        Sequence sequence;
        try {
            Demonstration demonstration = new Demonstration(given.prompt().text(), given.completion());
            sequence = end ? policy.sequence(demonstration) : policy.withoutEnd(demonstration);
        } catch (IllegalArgumentException e) { // a word that the model does not know, or no token at all
            throw new MistakeException(given.prompt().where() + ": " + e.getMessage());
        }
        int most = policy.model().maxTokens() + 1; // the last one is only predicted
        if (sequence.tokens().length > most) {
            throw new MistakeException(given.prompt().where() + ": " + Words.count(sequence.tokens().length, "token")
                    + " do not fit the model, which holds " + most + "; shorten the prompt or completion");
        }
        return new Asked(given, sequence);
    }

    private String line(Asked asked, Scorer.Score score, Tokenizer tokenizer) {
        if (!jsonl) {
            return String.format(
                    Locale.ROOT,
                    "%12.5f  %4d  %s",
                    score.sum(),
                    score.logProbs().length,
                    asked.given().completion());
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("prompt", asked.given().prompt().text());
        asked.given().prompt().id().ifPresent(id -> json.put("id", id));
        json.put("completion", asked.given().completion());
        ArrayNode tokens = json.putArray("tokens");
        ArrayNode logProbs = json.putArray("log_probs");
        Sequence sequence = asked.sequence();
        for (int i = 0; i < score.logProbs().length; i++) {
            tokens.add(tokenizer.token(sequence.tokens()[sequence.completionStart() + i]));
            logProbs.add(score.logProbs()[i]);
        }
        return json.put("log_prob", score.sum()).toString();
    }
}
