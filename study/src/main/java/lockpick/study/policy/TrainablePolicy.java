package lockpick.study.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.generate.Generated;
import lockpick.engine.generate.Generator;
import lockpick.engine.generate.Generator.Request;
import lockpick.engine.generate.Sampling;
import lockpick.engine.generate.Scorer;
import lockpick.engine.generate.Stopping;
import lockpick.engine.lora.AdapterFolder;
import lockpick.engine.lora.LoraAdapter;
import lockpick.engine.lora.LoraConfig;
import lockpick.engine.loss.Sequence;
import lockpick.engine.model.Architecture;
import lockpick.engine.model.Checkpoint;
import lockpick.engine.model.Decoder;
import lockpick.engine.nn.Parameters;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;
import org.jspecify.annotations.Nullable;

/** A language model and its tokenizer. Owns the model and an adapter beside it; close it to free the memory. */
public final class TrainablePolicy implements SampledPolicy, AutoCloseable {

    private final Decoder model;
    private final Wording wording;
    private final Stopping stopping;
    private final Generator generator;
    private final Scorer scorer;
    private @Nullable LoraAdapter adapter;

    private TrainablePolicy(Decoder model, Wording wording, List<String> stops) {
        this.model = model;
        this.wording = wording;
        this.stopping = stopping(stops);
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

    /** A policy with random weights and no chat template, on the processor. */
    public static TrainablePolicy random(ModelPreset preset, Tokenizer tokenizer, Seed seed) {
        return random(preset, tokenizer, seed, Device.CPU);
    }

    /** A policy with random FLOAT32 weights, the same on every device, and no chat template. */
    public static TrainablePolicy random(ModelPreset preset, Tokenizer tokenizer, Seed seed, Device device) {
        return random(preset.architecture(tokenizer.size()), tokenizer, seed, device);
    }

    /** A policy on the processor, of an architecture with at least as many words as the tokenizer. */
    public static TrainablePolicy random(Architecture architecture, Tokenizer tokenizer, Seed seed) {
        return random(architecture, tokenizer, seed, Device.CPU);
    }

    private static TrainablePolicy random(Architecture architecture, Tokenizer tokenizer, Seed seed, Device device) {
        Decoder model = Decoder.random(architecture, seed, DType.FLOAT32, device);
        return new TrainablePolicy(model, Wording.plain(tokenizer), List.of());
    }

    /** The policy of a model folder, computing in FLOAT32 on the processor. */
    public static TrainablePolicy load(Path folder) throws IOException {
        return load(folder, List.of(), DType.FLOAT32, Device.CPU);
    }

    /**
     * The policy of a model folder.
     *
     * @param stops strings that end a completion, besides the tokenizer's end tokens
     * @throws CheckpointException if the folder holds no model and tokenizer that are understood and fit each other
     */
    public static TrainablePolicy load(Path folder, List<String> stops, DType dtype, Device device) throws IOException {
        Wording wording = Wording.load(folder);
        Tokenizer tokenizer = wording.tokenizer();
        Decoder model = Checkpoint.load(folder, dtype, device);
        if (tokenizer.size() > model.vocabulary()) {
            model.close();
            throw new CheckpointException(
                    folder,
                    "its tokenizer has " + tokenizer.size() + " tokens, but the model knows " + model.vocabulary()
                            + "; the two are not from the same model");
        }
        return new TrainablePolicy(model, wording, stops);
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

    /**
     * Puts a new adapter beside the model, which changes nothing until it is trained, and from now on is all that is
     * {@link #trained}.
     *
     * @throws IllegalArgumentException if a target means no layer of the model
     */
    public void adapt(LoraConfig config, Seed seed) {
        adapter = LoraAdapter.fresh(model, config, seed);
    }

    /** The settings of the adapter that the model computes with, if it has one. */
    public Optional<LoraConfig> adapter() {
        return Optional.ofNullable(adapter).map(LoraAdapter::config);
    }

    /** What training changes: the adapter where there is one, or else the model's weights. */
    public Parameters trained() {
        return adapter == null ? model.parameters() : adapter.parameters();
    }

    /** Writes the model, without an adapter, and its tokenizer into a new folder. */
    public void save(Path folder) throws IOException {
        Files.createDirectories(folder);
        Checkpoint.save(model, folder);
        wording.tokenizer().save(folder);
    }

    @Override
    public List<String> complete(List<Prompt> prompts, Answering answering) {
        return switch (answering) {
            case Answering.Written(int maxNewTokens) -> write(prompts, maxNewTokens);
            case Answering.Chosen(List<String> options) -> choose(prompts, options);
        };
    }

    private List<String> write(List<Prompt> prompts, int maxNewTokens) {
        Seed unused = new Seed(0); // greedy decoding draws nothing
        List<Request> requests = prompts.stream()
                .map(prompt -> new Request(encode(prompt), unused))
                .toList();
        List<Generated> generated = generate(requests, Sampling.greedy(maxNewTokens));
        return IntStream.range(0, prompts.size())
                .mapToObj(i -> wording.withoutLead(prompts.get(i), text(generated.get(i))))
                .toList();
    }

    private List<String> choose(List<Prompt> prompts, List<String> options) {
        return options(prompts, options).stream()
                .map(likelihoods -> options.get(likelihoods.likeliest()))
                .toList();
    }

    @Override
    public long tokens(List<String> completions) {
        return completions.stream()
                .mapToLong(completion -> wording.tokenizer().encodeCompletion(completion).length + 1)
                .sum();
    }

    /** How likely each option is to complete each prompt, relative to the other options. */
    public List<OptionLikelihoods> options(List<Prompt> prompts, List<String> options) {
        List<Sequence> rows = prompts.stream()
                .flatMap(prompt -> options.stream().map(option -> withoutEnd(new Demonstration(prompt, option))))
                .toList();
        List<Scorer.Score> scores = score(rows);
        return IntStream.range(0, prompts.size())
                .mapToObj(i -> scores.subList(i * options.size(), (i + 1) * options.size()))
                .map(ofPrompt -> OptionLikelihoods.of(
                        ofPrompt.stream().mapToDouble(Scorer.Score::sum).toArray()))
                .toList();
    }

    /** At temperature 1. */
    @Override
    public List<List<String>> sample(List<Prompt> prompts, Answering answering, int count, Seed seed) {
        return sample(prompts, answering, 1, count, seed);
    }

    /** This policy as one that samples at a temperature, at 0 the likeliest tokens; options are always drawn at 1. */
    public SampledPolicy at(double temperature) {
        return new SampledPolicy() {
            @Override
            public List<String> complete(List<Prompt> prompts, Answering answering) {
                return TrainablePolicy.this.complete(prompts, answering);
            }

            @Override
            public List<List<String>> sample(List<Prompt> prompts, Answering answering, int count, Seed seed) {
                return TrainablePolicy.this.sample(prompts, answering, temperature, count, seed);
            }

            @Override
            public long tokens(List<String> completions) {
                return TrainablePolicy.this.tokens(completions);
            }
        };
    }

    private List<List<String>> sample(
            List<Prompt> prompts, Answering answering, double temperature, int count, Seed seed) {
        return switch (answering) {
            case Answering.Written(int maxNewTokens) ->
                write(prompts, new Sampling(temperature, 0, 1, maxNewTokens), count, seed);
            case Answering.Chosen(List<String> options) -> {
                List<OptionLikelihoods> likelihoods = options(prompts, options);
                yield IntStream.range(0, prompts.size())
                        .mapToObj(i -> IntStream.range(0, count)
                                .mapToObj(draw -> options.get(likelihoods
                                        .get(i)
                                        .draw(seed.stream(
                                                        "choice", prompts.get(i).plain(), draw)
                                                .generator()
                                                .nextDouble())))
                                .toList())
                        .toList();
            }
        };
    }

    private List<List<String>> write(List<Prompt> prompts, Sampling sampling, int count, Seed seed) {
        List<Request> requests = prompts.stream()
                .flatMap(prompt -> IntStream.range(0, count)
                        .mapToObj(draw -> new Request(encode(prompt), seed.stream("sample", prompt.plain(), draw))))
                .toList();
        List<Generated> generated = generate(requests, sampling);
        return IntStream.range(0, prompts.size())
                .mapToObj(i -> generated.subList(i * count, (i + 1) * count).stream()
                        .map(each -> wording.withoutLead(prompts.get(i), text(each)))
                        .toList())
                .toList();
    }

    /** The tokens of a prompt. */
    public int[] encode(Prompt prompt) {
        return wording.encode(prompt);
    }

    /** What ends a completion: the tokenizer's end tokens, and these strings. */
    public Stopping stopping(List<String> stops) {
        Tokenizer tokenizer = wording.tokenizer();
        return new Stopping(Set.copyOf(tokenizer.endTokens()), stops, tokenizer::decodeCompletion);
    }

    /** Writes as this policy does, but ends at these strings. */
    public Generator generator(List<String> stops) {
        return new Generator(model, rows(model), stopping(stops));
    }

    /** Completions of tokenized prompts. */
    public List<Generated> generate(List<Request> requests, Sampling sampling) {
        return generator.generate(requests, sampling);
    }

    /** The words of a completion, up to the first stop string. */
    public String text(Generated generated) {
        return stopping.before(wording.tokenizer().decodeCompletion(generated.tokens()));
    }

    /** Log-probabilities of the completions of these rows. */
    public List<Scorer.Score> score(List<Sequence> rows) {
        return scorer.score(rows);
    }

    /** Mean Kullback-Leibler divergence from each row's target to the model, nats for each position that it asks for. */
    public double[] divergences(List<Sequence> rows) {
        return scorer.divergences(rows);
    }

    /** A demonstration as a row to train on, ended by the end token. */
    public Sequence sequence(Demonstration demonstration) {
        return wording.sequence(demonstration);
    }

    /** A demonstration as a row to score, without the end token. */
    public Sequence withoutEnd(Demonstration demonstration) {
        return wording.withoutEnd(demonstration);
    }

    /** Scores with this policy's model, as it is at the time. */
    public Scorer scorer() {
        return scorer;
    }

    /** How its model reads prompts and completions. */
    public Wording wording() {
        return wording;
    }

    public Tokenizer tokenizer() {
        return wording.tokenizer();
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
