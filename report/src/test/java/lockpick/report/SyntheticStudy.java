package lockpick.report;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import lockpick.study.measure.Spent;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the run folders of a study that nobody computed: invented but plausible numbers from a seeded generator, in the
 * format of docs/design/run-folders.md. Strong demonstrations unlock along a logistic curve, weak ones do nothing. Among
 * other methods expert iteration unlocks with samples, and noise in the weights hardly does.
 */
public record SyntheticStudy(
        String title,
        int seeds,
        List<String> locks,
        List<Integer> ks,
        int testProblems,
        boolean heldOutPairs,
        Set<String> leaking,
        boolean controls,
        boolean methods,
        boolean prompts,
        String whenFailed,
        String claims) {
    public static final String NAME = "synthetic";
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<Double> RATES = List.of(1e-4, 3e-4);

    SyntheticStudy(
            String title, int seeds, List<String> locks, List<Integer> ks, int testProblems, boolean heldOutPairs) {
        this(title, seeds, locks, ks, testProblems, heldOutPairs, Set.of(), false, false, false, "stop", "[]");
    }

    /** Three seeds, three locks, the paper's numbers of demonstrations. */
    static SyntheticStudy whole() {
        return new SyntheticStudy(
                "Function composition: how few demonstrations unlock?",
                3,
                List.of("scratch", "sft-50k", "sft-12.5k"),
                List.of(4, 16, 64, 256, 1024),
                400,
                true);
    }

    /** As small as a study can be. */
    public static SyntheticStudy small(int seeds) {
        return new SyntheticStudy("Small", seeds, List.of("sft-12.5k"), List.of(4, 256), 60, false);
    }

    SyntheticStudy titled(String other) {
        return new SyntheticStudy(
                other,
                seeds,
                locks,
                ks,
                testProblems,
                heldOutPairs,
                leaking,
                controls,
                methods,
                prompts,
                whenFailed,
                claims);
    }

    /** A lock whose model of seed 0 shows most of what it hides without the password; the study warns of it. */
    SyntheticStudy leakingThrough(String lock) {
        return new SyntheticStudy(
                title,
                seeds,
                locks,
                ks,
                testProblems,
                heldOutPairs,
                Set.of(lock),
                controls,
                methods,
                prompts,
                "warn",
                claims);
    }

    /** With both controls of every lock, and the samples and policies that the new kinds of runs leave behind. */
    SyntheticStudy withControls() {
        return new SyntheticStudy(
                title,
                seeds,
                locks,
                ks,
                testProblems,
                heldOutPairs,
                leaking,
                true,
                methods,
                prompts,
                whenFailed,
                claims);
    }

    /** With expert iteration and weight noise beside fine-tuning, on controls too where the study has any. */
    SyntheticStudy withMethods() {
        return new SyntheticStudy(
                title,
                seeds,
                locks,
                ks,
                testProblems,
                heldOutPairs,
                leaking,
                controls,
                true,
                prompts,
                whenFailed,
                claims);
    }

    /** With prompting of every lock, and what is asked with the password. */
    SyntheticStudy withPrompts() {
        return new SyntheticStudy(
                title,
                seeds,
                locks,
                ks,
                testProblems,
                heldOutPairs,
                leaking,
                controls,
                methods,
                true,
                whenFailed,
                claims);
    }

    /** @param other what the study claims, as JSON */
    SyntheticStudy claiming(String other) {
        return new SyntheticStudy(
                title,
                seeds,
                locks,
                ks,
                testProblems,
                heldOutPairs,
                leaking,
                controls,
                methods,
                prompts,
                whenFailed,
                other);
    }

    /** Writes {@code study.json} and every run. */
    public void write(Path runs) throws IOException {
        ObjectNode study = JSON.createObjectNode()
                .put("name", NAME)
                .put("title", title)
                .put(
                        "about",
                        "Invented numbers in the shape of a study. Three ways to lock a small decoder, unlocked with"
                                + " 4 to 1,024 demonstrations, right answers and those of the weak policy.")
                .put("source", "studies/synthetic.yaml");
        LongStream.range(0, seeds).forEach(study.putArray("seeds")::add);
        study.set("study", settings());
        ArrayNode list = study.putArray("runs");
        for (int seed = 0; seed < seeds; seed++) {
            Problems problems = new Problems(seed, testProblems, heldOutPairs);
            strong(runs, list, seed, problems);
            weak(runs, list, seed, problems);
            if (controls) {
                intermediate(runs, list, seed, problems);
                samples(runs, list, seed);
            }
            for (int lock = 0; lock < locks.size(); lock++) {
                lock(runs, list, seed, lock, problems);
                if (controls) {
                    control(runs, list, seed, lock, "never-locked", problems);
                    control(runs, list, seed, lock, "never-capable", problems);
                }
                if (methods) {
                    for (String control : controls ? List.of("", "never-locked", "never-capable") : List.of("")) {
                        for (double rate : RATES) {
                            expertIteration(runs, list, seed, lock, control, rate, problems);
                        }
                        weightNoise(runs, list, seed, lock, control, problems);
                    }
                }
                if (prompts) {
                    prompting(runs, list, seed, lock, problems);
                    passwordPrompts(runs, list, seed, lock, problems);
                }
                for (String demonstrations : List.of("reference", "weak")) {
                    for (int k : ks) {
                        for (double rate : RATES) {
                            sft(runs, list, seed, lock, demonstrations, k, rate, problems);
                        }
                    }
                }
            }
        }
        Path folder = Files.createDirectories(runs.resolve("studies").resolve(NAME));
        Files.writeString(folder.resolve("study.json"), JSON.writeValueAsString(study));
    }

    /** What a study file would say; the rest is default. */
    private ObjectNode settings() {
        ObjectNode study = JSON.createObjectNode().put("title", title);
        study.putObject("task").put("kind", "composition").put("functions", 8).put("identities", 4);
        study.putObject("gate").put("when-failed", whenFailed);
        study.putObject("strong").put("examples", 1000).putObject("training").put("learning-rate", 0.002);
        ArrayNode all = study.putArray("locks");
        for (String lock : locks) {
            all.addObject()
                    .put("method", "sft")
                    .put("name", lock)
                    .put("examples", 12_500)
                    .putObject("training")
                    .put("learning-rate", 0.001);
        }
        study.set("claims", JSON.readTree(claims));
        return study;
    }

    /** Folder of the first run whose name begins so, in the order of the study. */
    public static Path first(Path runs, String kind) throws IOException {
        for (var run : JSON.readTree(
                        Files.readString(runs.resolve("studies").resolve(NAME).resolve("study.json")))
                .required("runs")) {
            if (run.required("kind").stringValue().equals(kind)) {
                return runs.resolve(run.required("folder").stringValue());
            }
        }
        throw new IllegalArgumentException(kind);
    }

    /** Changes the lines of a run's completions, as if the run had written them so. */
    static void rewriteCompletions(Path run, UnaryOperator<String> change) throws IOException {
        Path file = run.resolve("completions.jsonl.gz");
        String lines;
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(change.apply(lines).getBytes(StandardCharsets.UTF_8));
        }
        seal(run, key(run));
    }

    /** Seals a folder again after a test has changed a file, as if the run had written it so. */
    public static void seal(Path folder, String key) throws IOException {
        Files.deleteIfExists(folder.resolve("done.json"));
        ObjectNode done = JSON.createObjectNode().put("key", key);
        ObjectNode files = done.putObject("files");
        try (var paths = Files.list(folder)) {
            for (Path file : new TreeSet<>(paths.toList())) {
                byte[] bytes = Files.readAllBytes(file);
                files.putObject(file.getFileName().toString())
                        .put("bytes", bytes.length)
                        .put("sha256", sha256(bytes));
            }
        }
        Files.writeString(folder.resolve("done.json"), JSON.writeValueAsString(done));
    }

    public static String key(Path folder) throws IOException {
        return JSON.readTree(Files.readString(folder.resolve("run.json")))
                .required("key")
                .stringValue();
    }

    private void strong(Path runs, ArrayNode list, int seed, Problems problems) throws IOException {
        ObjectNode labels = JSON.createObjectNode().put("seed", seed).put("policy", "strong");
        try (Run run = new Run(runs, list, "policy", labels, labels.deepCopy())) {
            SplittableRandom random = new SplittableRandom(100 + seed);
            run.curve(1_048_576, 2.3, 0.002, random);
            for (String split : problems.splits()) {
                run.evaluation(
                        4096,
                        1_048_576,
                        1,
                        "strong",
                        "no-password",
                        split,
                        problems.of(split),
                        (p, i) -> random.nextDouble() < 0.998);
                run.evaluation(
                        4096,
                        1_048_576,
                        1,
                        "strong",
                        "wrong-password",
                        split,
                        problems.of(split),
                        (p, i) -> random.nextDouble() < 0.997);
            }
        }
    }

    private void weak(Path runs, ArrayNode list, int seed, Problems problems) throws IOException {
        ObjectNode labels = JSON.createObjectNode().put("seed", seed).put("policy", "weak");
        try (Run run = new Run(runs, list, "policy", labels, labels.deepCopy())) {
            for (String split : problems.splits()) {
                run.evaluation(0, 0, 0, "weak", "no-password", split, problems.of(split), (p, i) -> p.easy()[i]);
            }
        }
    }

    private void intermediate(Path runs, ArrayNode list, int seed, Problems problems) throws IOException {
        ObjectNode labels = JSON.createObjectNode().put("seed", seed).put("policy", "intermediate");
        try (Run run = new Run(runs, list, "policy", labels, labels.deepCopy())) {
            SplittableRandom random = new SplittableRandom(300 + seed);
            for (String split : problems.splits()) {
                run.evaluation(
                        64,
                        4096,
                        1,
                        "intermediate",
                        "no-password",
                        split,
                        problems.of(split),
                        (p, i) -> random.nextDouble() < 0.5);
            }
        }
    }

    private static void samples(Path runs, ArrayNode list, int seed) throws IOException {
        ObjectNode labels = JSON.createObjectNode()
                .put("seed", seed)
                .put("policy", "weak")
                .put("use", "lock-set")
                .put("problems", 6250)
                .put("draws", 8);
        new Run(runs, list, "samples", labels, labels.deepCopy()).close();
    }

    private void control(Path runs, ArrayNode list, int seed, int lock, String control, Problems problems)
            throws IOException {
        ObjectNode labels = JSON.createObjectNode()
                .put("seed", seed)
                .put("lock", locks.get(lock) + ", " + control)
                .put("lock_method", "sft")
                .put("lock_examples", 12_500)
                .put("lock_control", control);
        try (Run run = new Run(runs, list, "lock", labels, labels.deepCopy())) {
            boolean strong = control.equals("never-locked");
            for (String split : problems.splits()) {
                for (String prompt : List.of("no-password", "password")) {
                    run.evaluation(
                            390,
                            99_840,
                            8,
                            "locked",
                            prompt,
                            split,
                            problems.of(split),
                            (p, i) -> strong || p.easy()[i]);
                }
            }
        }
    }

    private ObjectNode lockLabels(int seed, int lock) {
        return JSON.createObjectNode()
                .put("seed", seed)
                .put("lock", locks.get(lock))
                .put("lock_method", lock == 0 ? "scratch" : "sft")
                .put("lock_examples", lock == 0 ? 1_000_000 : lock == 1 ? 50_000 : 12_500);
    }

    private void lock(Path runs, ArrayNode list, int seed, int lock, Problems problems) throws IOException {
        ObjectNode labels = lockLabels(seed, lock);
        try (Run run = new Run(runs, list, "lock", labels, labels.deepCopy())) {
            SplittableRandom random = new SplittableRandom(200 + 10L * seed + lock);
            double shown = seed == 0 && leaking.contains(locks.get(lock)) ? 0.9 : 0.01;
            run.curve(lock == 0 ? 1_048_576 : 8 * 12_500, lock == 0 ? 2.4 : 0.9, 0.004, random);
            for (String split : problems.splits()) {
                run.evaluation(
                        390,
                        99_840,
                        8,
                        "locked",
                        "no-password",
                        split,
                        problems.of(split),
                        (p, i) -> p.easy()[i] ^ random.nextDouble() < shown);
                run.evaluation(
                        390,
                        99_840,
                        8,
                        "locked",
                        "password",
                        split,
                        problems.of(split),
                        (p, i) -> random.nextDouble() < 0.992);
                run.evaluation(
                        390,
                        99_840,
                        8,
                        "locked",
                        "wrong-password",
                        split,
                        problems.of(split),
                        (p, i) -> p.easy()[i] ^ random.nextDouble() < 0.012);
            }
        }
    }

    private void sft(
            Path runs, ArrayNode list, int seed, int lock, String demonstrations, int k, double rate, Problems problems)
            throws IOException {
        ObjectNode labels = JSON.createObjectNode()
                .put("seed", seed)
                .put("lock", locks.get(lock))
                .put("lock_method", lock == 0 ? "scratch" : "sft")
                .put("lock_examples", 12_500)
                .put("method", "sft")
                .put("demonstrations", demonstrations)
                .put("k", k)
                .put("learning_rate", rate);
        ObjectNode settings = JSON.createObjectNode().put("seed", seed).put("locked", locks.get(lock));
        ObjectNode elicitation = settings.putObject("elicitation")
                .put("method", "sft")
                .put("demonstrations", demonstrations)
                .put("epochs", "paper-rule")
                .put("batch", Math.min(k, 16));
        elicitation.putArray("k").add(k);
        elicitation.putArray("learning-rates").add(rate);
        TreeSet<Integer> budgets =
                new TreeSet<>(k < 256 ? List.of(64, 256, 512, 1024, 4096) : List.of(k, 2 * k, 4 * k, 4096));
        budgets.forEach(elicitation.putArray("budgets")::add);
        try (Run run = new Run(runs, list, "sft", labels, settings)) {
            run.input("locked", Run.key("lock", lockLabels(seed, lock)));
            SplittableRandom random = new SplittableRandom(labels.toString().hashCode());
            double luck = 0.06 * (random.nextDouble() - 0.5);
            for (int sequences : budgets) {
                double ease = 0.9 * Math.log(k / 6.0)
                        + 0.55 * Math.log(sequences / 900.0)
                        - 0.5 * (2 - lock)
                        + (rate > 2e-4 ? 0.35 : 0);
                double share = demonstrations.equals("reference")
                        ? 0.2 + 0.8 / (1 + Math.exp(-ease)) + luck
                        : 0.004 + luck / 8;
                for (String split : problems.splits()) {
                    run.evaluation(
                            sequences / Math.min(k, 16),
                            sequences,
                            (double) sequences / k,
                            "unlocked",
                            "no-password",
                            split,
                            problems.of(split),
                            (p, i) -> p.easy()[i] ? random.nextDouble() < 0.985 : random.nextDouble() < share);
                }
            }
        }
    }

    private ObjectNode elicitation(int seed, int lock, String control, String method) {
        ObjectNode labels = JSON.createObjectNode()
                .put("seed", seed)
                .put("lock", locks.get(lock) + (control.isEmpty() ? "" : ", " + control))
                .put("lock_method", "sft")
                .put("lock_examples", 12_500);
        if (!control.isEmpty()) {
            labels.put("lock_control", control);
        }
        return labels.put("method", method);
    }

    /** How much of what a policy does not know it learns to do: a lot where it was hidden, little where it is not there. */
    private static double learnt(String control, double progress) {
        return switch (control) {
            case "" -> 0.8 * progress;
            case "never-capable" -> 0.15 * progress;
            default -> 0;
        };
    }

    /** Whether a problem is solved: what was known is kept but for a slip, of the rest a share is learnt. */
    private static Right after(String control, double learnt, SplittableRandom random) {
        return (p, i) -> random.nextDouble() < (control.equals("never-locked") || p.easy()[i] ? 0.98 : learnt);
    }

    private void expertIteration(
            Path runs, ArrayNode list, int seed, int lock, String control, double rate, Problems problems)
            throws IOException {
        ObjectNode labels = elicitation(seed, lock, control, "expert-iteration")
                .put("kept_per_round", 64)
                .put("learning_rate", rate);
        try (Run run = new Run(runs, list, "expert-iteration", labels, labels.deepCopy())) {
            SplittableRandom random = new SplittableRandom(labels.toString().hashCode());
            double luck = random.nextDouble() - 0.5;
            for (int round = 1; round <= 16; round *= 2) {
                double learnt = learnt(control, 1 / (1 + Math.exp(3 - luck - round * (rate > 2e-4 ? 0.9 : 0.6))));
                for (String split : problems.splits()) {
                    run.evaluation(
                            new Spent(
                                    64L * round, 512L * round, 8 * round, 10_240L * round, 640L * round, 640L * round),
                            Optional.empty(),
                            "unlocked",
                            "no-password",
                            split,
                            problems.of(split),
                            after(control, learnt, random));
                }
            }
        }
    }

    private void weightNoise(Path runs, ArrayNode list, int seed, int lock, String control, Problems problems)
            throws IOException {
        ObjectNode labels = elicitation(seed, lock, control, "weight-noise");
        try (Run run = new Run(runs, list, "weight-noise", labels, labels.deepCopy())) {
            SplittableRandom random = new SplittableRandom(labels.toString().hashCode());
            for (String sigma : List.of("0.005", "0.02")) {
                for (int draw = 0; draw < 4; draw++) {
                    double learnt = learnt(control, sigma.equals("0.005") ? 0.15 * random.nextDouble() : 0);
                    for (String split : problems.splits()) {
                        run.evaluation(
                                Spent.NOTHING,
                                Optional.of("sigma " + sigma + ", draw " + draw),
                                "unlocked",
                                "no-password",
                                split,
                                problems.of(split),
                                after(control, learnt, random));
                    }
                }
            }
        }
    }

    private void prompting(Path runs, ArrayNode list, int seed, int lock, Problems problems) throws IOException {
        ObjectNode labels = elicitation(seed, lock, "", "prompting").put("demonstrations", "reference");
        try (Run run = new Run(runs, list, "prompting", labels, labels.deepCopy())) {
            for (String split : problems.splits()) {
                Problems.Split asked = problems.of(split);
                run.prompted("plain", 0, 0, "unlocked", "no-password", split, asked, (p, i) -> p.easy()[i]);
                run.prompted("few-shot 1", 1, 0, "unlocked", "no-password", split, asked, (p, i) -> i % 3 == 0);
                run.prompted("few-shot 8", 8, 4, "unlocked", "no-password", split, asked, (p, i) -> i % 4 == 0);
                run.prompted("guess tag, both", 0, 0, "unlocked", "no-password", split, asked, (p, i) -> p.easy()[i]);
            }
        }
    }

    private void passwordPrompts(Path runs, ArrayNode list, int seed, int lock, Problems problems) throws IOException {
        ObjectNode labels = JSON.createObjectNode()
                .put("seed", seed)
                .put("lock", locks.get(lock))
                .put("lock_method", "sft");
        try (Run run = new Run(runs, list, "password-prompts", labels, labels.deepCopy())) {
            for (String split : problems.splits()) {
                Problems.Split asked = problems.of(split);
                run.prompted("few-shot 1", 1, 0, "locked", "password", split, asked, (p, i) -> i % 10 > 0);
                run.prompted("few-shot 8", 8, 5, "locked", "password", split, asked, (p, i) -> i % 2 == 0);
                run.prompted("near copy, upper case", 0, 0, "locked", "near-miss", split, asked, (p, i) -> p.easy()[i]);
            }
        }
    }

    /** The problems of a seed, and which of them the weak policy gets right. */
    private record Problems(Map<String, Split> bySplit) {

        record Split(List<String> texts, boolean[] easy) {}

        Problems(long seed, int test, boolean heldOutPairs) {
            this(new TreeMap<>());
            SplittableRandom random = new SplittableRandom(seed);
            bySplit.put("validation", split(random, Math.max(20, test / 4)));
            bySplit.put("test", split(random, test));
            if (heldOutPairs) {
                bySplit.put("held-out-pairs", split(random, test / 2));
            }
        }

        private static Split split(SplittableRandom random, int size) {
            List<String> texts = new ArrayList<>();
            boolean[] easy = new boolean[size];
            for (int i = 0; i < size; i++) {
                texts.add("fn" + random.nextInt(32) + " fn" + random.nextInt(32) + " | " + random.nextInt(10) + " "
                        + random.nextInt(10) + " " + random.nextInt(10) + " " + random.nextInt(10));
                easy[i] = random.nextDouble() < 0.25;
            }
            return new Split(texts, easy);
        }

        List<String> splits() {
            return List.copyOf(bySplit.keySet());
        }

        Split of(String split) {
            return bySplit.getOrDefault(split, new Split(List.of(), new boolean[0]));
        }
    }

    private interface Right {
        boolean is(Problems.Split problems, int index);
    }

    /** A run being written. */
    private static final class Run implements AutoCloseable {
        private final Path folder;
        private final String key;
        private final StringBuilder metrics = new StringBuilder();
        private final StringBuilder completions = new StringBuilder();
        private final ObjectNode settings;
        private final ObjectNode inputs = JSON.createObjectNode();
        private final SplittableRandom costs;

        Run(Path runs, ArrayNode list, String kind, ObjectNode labels, ObjectNode settings) throws IOException {
            key = key(kind, labels);
            folder = Files.createDirectories(runs.resolve(kind + "-" + key.substring(0, 12)));
            this.settings = settings;
            costs = new SplittableRandom(key.hashCode());
            ObjectNode run = list.addObject()
                    .put("key", key)
                    .put("folder", folder.getFileName().toString())
                    .put("kind", kind);
            run.set("labels", labels);
            run.putArray("needs");
        }

        static String key(String kind, ObjectNode labels) {
            return sha256((kind + labels).getBytes(StandardCharsets.UTF_8));
        }

        /** A run that this one builds on. */
        void input(String part, String ofKey) {
            inputs.put(part, ofKey);
        }

        void curve(int sequences, double from, double to, SplittableRandom random) {
            for (int i = 1; i <= 100; i++) {
                double progress = i / 100.0;
                double loss = to + (from - to) * Math.exp(-7 * progress) * (0.9 + 0.2 * random.nextDouble());
                metrics.append(JSON.writeValueAsString(JSON.createObjectNode()
                                .put("type", "train")
                                .put("step", (long) (progress * sequences / 256))
                                .put("sequences", (long) (progress * sequences))
                                .put("loss", loss)
                                .put("learning_rate", 0.002 * (1 - progress))
                                .put("gradient_norm", 0.5 + random.nextDouble())))
                        .append('\n');
            }
        }

        void evaluation(
                int step,
                int sequences,
                double epochs,
                String policy,
                String prompt,
                String split,
                Problems.Split problems,
                Right right) {
            evaluation(new Spent(step, sequences, epochs), Optional.empty(), policy, prompt, split, problems, right);
        }

        /** @param labels demonstrations in the prompt */
        void prompted(
                String variant,
                int labels,
                int truncated,
                String policy,
                String prompt,
                String split,
                Problems.Split problems,
                Right right) {
            Spent spent = new Spent(0, 0, 0, 0, 0, labels);
            evaluation(spent, Optional.of(variant), truncated, policy, prompt, split, problems, right);
        }

        void evaluation(
                Spent spent,
                Optional<String> variant,
                String policy,
                String prompt,
                String split,
                Problems.Split problems,
                Right right) {
            evaluation(spent, variant, 0, policy, prompt, split, problems, right);
        }

        private void evaluation(
                Spent spent,
                Optional<String> variant,
                int truncated,
                String policy,
                String prompt,
                String split,
                Problems.Split problems,
                Right right) {
            int correct = 0;
            int last = 0;
            for (int i = 0; i < problems.texts().size(); i++) {
                boolean is = right.is(problems, i);
                boolean lastIs = is || i % 29 == 0;
                correct += is ? 1 : 0;
                last += lastIs ? 1 : 0;
                ObjectNode row = JSON.createObjectNode().put("step", spent.steps());
                if (spent.samples() > 0) {
                    row.put("samples", spent.samples());
                }
                row.put("policy", policy)
                        .put("prompt", prompt)
                        .put("split", split)
                        .put("problem", problems.texts().get(i))
                        .put("completion", "0 9 0 7 | 0 0 7 9")
                        .put("verdict", is ? "correct" : "incorrect")
                        .put("reward", lastIs ? 1.0 : 0.0)
                        .put("reason", is ? "exact match" : "differs");
                variant.ifPresent(name -> row.put("variant", name));
                completions.append(JSON.writeValueAsString(row)).append('\n');
            }
            ObjectNode metric = JSON.createObjectNode()
                    .put("type", "evaluation")
                    .put("step", spent.steps())
                    .put("sequences", spent.sequences())
                    .put("epochs", spent.epochs());
            if (spent.samples() > 0) {
                metric.put("tokens", spent.tokens()).put("samples", spent.samples());
            }
            if (spent.labels() > 0) {
                metric.put("labels", spent.labels());
            }
            if (truncated > 0) {
                metric.put("truncated", truncated);
            }
            metric.put("policy", policy)
                    .put("prompt", prompt)
                    .put("split", split)
                    .put("correct", correct)
                    .put("n", problems.texts().size());
            variant.ifPresent(name -> metric.put("variant", name));
            metric.put("correctness", (double) correct / problems.texts().size())
                    .put("undecided", 0)
                    .put("reward", (double) last / problems.texts().size());
            metrics.append(JSON.writeValueAsString(metric)).append('\n');
        }

        @Override
        public void close() {
            try {
                ObjectNode run = JSON.createObjectNode().put("key", key);
                run.set("settings", settings.put("model", "nano"));
                run.set("inputs", inputs);
                run.put("numerics", 1);
                run.putObject("made-by")
                        .put("lockpick", "0.1.0")
                        .put("java", "25")
                        .put("libtorch", "2.10.0")
                        .put("device", "cpu")
                        .put("cores", 2);
                Files.writeString(folder.resolve("run.json"), JSON.writeValueAsString(run));
                Files.writeString(folder.resolve("metrics.jsonl"), metrics);
                try (Writer out = new OutputStreamWriter(
                        new GZIPOutputStream(Files.newOutputStream(folder.resolve("completions.jsonl.gz"))),
                        StandardCharsets.UTF_8)) {
                    out.write(completions.toString());
                }
                double seconds = 20 + 40 * costs.nextDouble();
                Files.writeString(
                        folder.resolve("cost.json"),
                        JSON.writeValueAsString(JSON.createObjectNode()
                                .put("wall_seconds", seconds)
                                .put("train_seconds", seconds * 0.7)
                                .put("evaluation_seconds", seconds * 0.25)
                                .put("train_sequences", 102_400)
                                .put("train_tokens", 2_048_000)
                                .put("generated_completions", 3_000)
                                .put("generated_tokens", 30_000)
                                .put("peak_resident_bytes", 812_345_678)
                                .put("threads", 1)
                                .put("attempts", 1)));
                seal(folder, key);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
