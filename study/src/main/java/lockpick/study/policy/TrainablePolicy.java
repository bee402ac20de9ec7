package lockpick.study.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.generate.Generated;
import lockpick.engine.generate.Generator;
import lockpick.engine.generate.Generator.Request;
import lockpick.engine.generate.Sampling;
import lockpick.engine.generate.Scorer;
import lockpick.engine.generate.Stopping;
import lockpick.engine.lora.AdapterFolder;
import lockpick.engine.lora.LoraAdapter;
import lockpick.engine.loss.Sequence;
import lockpick.engine.model.Architecture;
import lockpick.engine.model.Checkpoint;
import lockpick.engine.model.Decoder;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.demonstration.Demonstration;
import org.jspecify.annotations.Nullable;

/** A language model and its tokenizer. Owns the model; close it to free the memory. */
public final class TrainablePolicy implements Policy, AutoCloseable {

    private final Decoder model;
    private final Tokenizer tokenizer;
    private final int maxNewTokens;
    private final Stopping stopping;
    private final Generator generator;
    private final Scorer scorer;
    private @Nullable LoraAdapter adapter;

    private TrainablePolicy(Decoder model, Tokenizer tokenizer, int maxNewTokens, List<String> stops) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.maxNewTokens = maxNewTokens;
        this.stopping = new Stopping(Set.copyOf(tokenizer.endTokens()), stops, tokenizer::decodeCompletion);
        this.generator = new Generator(model, rows(model), stopping);
        this.scorer = new Scorer(model, rows(model));
    }

    /**
     * Rows of a step: many where operations are small, few where one row's work is as much as reading the weights. Other
     * numbers round differently, so a change here is a change of numbers.
     */
    private static int rows(Decoder model) {
        if (model.device().isCuda() || model.parameters().count() < 50_000_000) {
            return 128;
        }
        return model.parameters().count() < 500_000_000 ? 32 : 8;
    }

    /** A policy with random weights. */
    public static TrainablePolicy random(ModelPreset preset, Tokenizer tokenizer, int maxNewTokens, Seed seed) {
        return random(preset.architecture(tokenizer.size()), tokenizer, maxNewTokens, seed);
    }

    /** A policy with random weights, of an architecture with at least as many words as the tokenizer. */
    public static TrainablePolicy random(Architecture architecture, Tokenizer tokenizer, int maxNewTokens, Seed seed) {
        return new TrainablePolicy(Decoder.random(architecture, seed), tokenizer, maxNewTokens, List.of());
    }

    /** The policy of a model folder, computing in FLOAT32 on the processor. */
    public static TrainablePolicy load(Path folder, int maxNewTokens) throws IOException {
        return load(folder, maxNewTokens, List.of(), DType.FLOAT32, Device.CPU);
    }

    /**
     * The policy of a model folder.
     *
     * @param stops strings that end a completion, besides the tokenizer's end tokens
     * @throws CheckpointException if the folder holds no model and tokenizer that are understood and fit each other
     */
    public static TrainablePolicy load(Path folder, int maxNewTokens, List<String> stops, DType dtype, Device device)
            throws IOException {
        Tokenizer tokenizer = Tokenizer.load(folder);
        Decoder model = Checkpoint.load(folder, dtype, device);
        if (tokenizer.size() > model.vocabulary()) {
            model.close();
            throw new CheckpointException(
                    folder,
                    "its tokenizer has " + tokenizer.size() + " tokens, but the model knows " + model.vocabulary()
                            + "; the two are not from the same model");
        }
        return new TrainablePolicy(model, tokenizer, maxNewTokens, stops);
    }

    /**
     * Has the model compute with an adapter from now on, which this policy owns.
     *
     * @throws CheckpointException if it cannot be read, or was trained for another model; the policy is closed then
     */
    public TrainablePolicy withAdapter(Path folder) throws IOException {
        try {
            adapter = AdapterFolder.load(folder, model);
            return this;
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Writes the model and its tokenizer into a new folder. */
    public void save(Path folder) throws IOException {
        Files.createDirectories(folder);
        Checkpoint.save(model, folder);
        tokenizer.save(folder);
    }

    @Override
    public List<String> complete(List<String> prompts) {
        Seed unused = new Seed(0); // greedy decoding draws nothing
        List<Request> requests = prompts.stream()
                .map(prompt -> new Request(tokenizer.encodePrompt(prompt), unused))
                .toList();
        return generate(requests, Sampling.greedy(maxNewTokens)).stream()
                .map(this::text)
                .toList();
    }

    /** Completions of tokenized prompts. */
    public List<Generated> generate(List<Request> requests, Sampling sampling) {
        return generator.generate(requests, sampling);
    }

    /** The words of a completion, up to the first stop string. */
    public String text(Generated generated) {
        return stopping.before(tokenizer.decodeCompletion(generated.tokens()));
    }

    /** Log-probabilities of the completions of these rows. */
    public List<Scorer.Score> score(List<Sequence> rows) {
        return scorer.score(rows);
    }

    /**
     * A demonstration as a row to train on, ended by the end token. Prompt and completion are tokenized apart, so that
     * the loss falls on the completion exactly.
     */
    public Sequence sequence(Demonstration demonstration) {
        return row(demonstration, new int[] {tokenizer.endToken()});
    }

    /** A demonstration as a row to score, without the end token. */
    public Sequence withoutEnd(Demonstration demonstration) {
        return row(demonstration, new int[0]);
    }

    private Sequence row(Demonstration demonstration, int[] end) {
        int[] prompt = tokenizer.encodePrompt(demonstration.prompt());
        int[] completion = tokenizer.encodeCompletion(demonstration.completion());
        int[] tokens =
                Stream.of(prompt, completion, end).flatMapToInt(IntStream::of).toArray();
        return new Sequence(tokens, prompt.length);
    }

    public Tokenizer tokenizer() {
        return tokenizer;
    }

    public Decoder model() {
        return model;
    }

    @Override
    public void close() {
        if (adapter != null) {
            adapter.close();
        }
        model.close();
    }
}
