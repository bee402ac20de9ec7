package lockpick.engine.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One file of a model folder, broken so that no reader may accept it.
 *
 * @param what how it is broken
 * @param file its name
 * @param content what stands in the place of the good one
 */
record BrokenFile(String what, String file, byte[] content) {

    static final String CONFIG = "config.json";
    static final String INDEX = "model.safetensors.index.json";
    static final String SHARD = "model-00001-of-00002.safetensors";

    private static final String GOOD_FOLDER = "/golden/models/llama_gqa_linear/";
    private static final String TENSOR = "model.embed_tokens.weight";
    private static final String OTHER_TENSOR = "model.layers.0.input_layernorm.weight";

    @Override
    public String toString() {
        return file + ": " + what;
    }

    /** The good folder: a small Llama in two shards. */
    static void copyGood(Path folder) throws IOException {
        for (String file : List.of(CONFIG, INDEX, SHARD, "model-00002-of-00002.safetensors")) {
            Files.write(folder.resolve(file), good(GOOD_FOLDER + file));
        }
    }

    /** Every broken file; the same ones for the same seed. */
    static List<BrokenFile> all(long seed) {
        List<BrokenFile> files = new ArrayList<>();
        for (String file : List.of(CONFIG, INDEX, SHARD)) {
            files.addAll(notJson(file, new Random(seed)));
        }
        files.addAll(wrongValues());
        files.addAll(wrongLengths());
        files.addAll(wrongTensors());
        return files;
    }

    /** Not what JSON allows, or more than a reader should take. */
    private static List<BrokenFile> notJson(String file, Random random) {
        String json = json(file);
        int end = json.lastIndexOf('}');
        List<BrokenFile> files = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int length = random.nextInt(end);
            files.add(broken("text cut off after " + length, file, json.substring(0, length)));
        }
        int[] structure = IntStream.range(0, json.length())
                .filter(i -> "{}[]:,\"".indexOf(json.charAt(i)) >= 0)
                .toArray();
        for (int i = 0; i < 30; i++) {
            int at = structure[random.nextInt(structure.length)];
            files.add(broken(
                    "without " + json.charAt(at) + " at " + at, file, json.substring(0, at) + json.substring(at + 1)));
        }
        for (String other : List.of("", " ", "null", "[]", "12", "\"text\"", "{", "{}{}", "\0\0\0", "<html></html>")) {
            files.add(broken("instead " + other.replace("\0", "NUL"), file, other));
        }
        files.add(broken("in UTF-16", file, json.getBytes(StandardCharsets.UTF_16LE)));
        files.add(
                broken("not UTF-8", file, json.replaceFirst("\\{", "{\"ä\":1,").getBytes(StandardCharsets.ISO_8859_1)));
        files.add(broken("something behind the end", file, json.substring(0, end + 1) + "]"));
        files.add(broken("a comment", file, json.replaceFirst("\\{", "{/* so */")));
        for (String value : List.of(
                "NaN",
                "0x10",
                "'y'",
                "01",
                "\"\1\"",
                "1, \"x\": 1",
                "9".repeat(5_000),
                "1, \"" + "x".repeat(10_000) + "\": 1",
                "[".repeat(70) + "]".repeat(70),
                "[".repeat(1_000_000),
                "{\"x\":".repeat(600_000))) {
            files.add(broken("with " + cut(value), file, json.replaceFirst("\\{", "{\"x\": " + value + ",")));
        }
        files.add(
                broken("deep metadata", file, json.replaceFirst("\\{", "{\"__metadata__\": " + "[".repeat(1_000_000))));
        return files;
    }

    /** Good JSON that says what cannot be; broken-values.csv has one case a line. */
    private static List<BrokenFile> wrongValues() {
        List<BrokenFile> files = new ArrayList<>();
        String[] lines = new String(good("broken-values.csv"), StandardCharsets.UTF_8).split("\n");
        for (String line : List.of(lines).subList(1, lines.length)) {
            String[] columns = line.split(" \\| ");
            String value = columns[2];
            for (String key : columns[1].split(",")) {
                switch (columns[0]) {
                    case "config" -> files.add(withValue(CONFIG, 0, key, value));
                    case "index" -> files.add(withValue(INDEX, 0, key, value));
                    default -> {
                        String header = json(SHARD);
                        files.add(withValue(SHARD, header.indexOf(TENSOR) - 1, key, value));
                        files.add(withValue(SHARD, header.indexOf(OTHER_TENSOR) - 1, key, value));
                    }
                }
            }
        }
        files.add(withValue(SHARD, 0, "dtype", "\"" + "B".repeat(50_000) + "\""));
        files.add(withValue(SHARD, 0, "shape", "[" + "1,".repeat(100_000) + "1]"));
        files.add(withValue(INDEX, 0, TENSOR, "\"" + "m".repeat(5_000) + ".safetensors\""));
        return files;
    }

    /** With another value of the first such key from some place on; with one more key if there is none. */
    private static BrokenFile withValue(String file, int from, String key, String value) {
        String json = json(file);
        Matcher member = Pattern.compile(
                        "\"" + Pattern.quote(key) + "\" *: *(\"[^\"]*\"|\\[[^\\[\\]]*\\]|\\{[^{}]*\\}|[^,\\s}\\]]+)")
                .matcher(json);
        String other = member.find(from)
                ? json.substring(0, member.start(1)) + value + json.substring(member.end(1))
                : json.replaceFirst("\\{", Matcher.quoteReplacement("{\"" + key + "\": " + value + ","));
        return broken(key + " = " + cut(value), file, other);
    }

    /** Headers and files of another length. */
    private static List<BrokenFile> wrongLengths() {
        byte[] good = good(GOOD_FOLDER + SHARD);
        int header = json(SHARD).length();
        List<BrokenFile> files = new ArrayList<>();
        for (int length : new int[] {0, 1, 7, 8, 9, 10, 8 + header - 1, 8 + header, 8 + header + 1, good.length - 1}) {
            files.add(new BrokenFile("cut off after " + length + " bytes", SHARD, Arrays.copyOf(good, length)));
        }
        files.add(new BrokenFile("a byte behind the end", SHARD, Arrays.copyOf(good, good.length + 1)));
        String lengths =
                "-1 0 1 2 8 1560 1567 1569 10000 128800 128801 128808 2147483648 4294967296 4294968864 10000000000"
                        + " 4611686018427387904 9223372036854775807 -1568 -9223372036854775808";
        for (String length : lengths.split(" ")) {
            ByteBuffer content = ByteBuffer.wrap(good.clone()).order(ByteOrder.LITTLE_ENDIAN);
            content.putLong(0, Long.parseLong(length));
            files.add(new BrokenFile("a header said to have " + length + " bytes", SHARD, content.array()));
        }
        return files;
    }

    /** Tensors that are not the model's, and places that are not theirs. */
    private static List<BrokenFile> wrongTensors() {
        List<BrokenFile> files = new ArrayList<>();
        for (String file : List.of(SHARD, INDEX)) {
            String json = json(file);
            for (String name : List.of(TENSOR, OTHER_TENSOR)) {
                Matcher entry = Pattern.compile("\"" + name + "\": ?(\"[^\"]*\"|\\{[^{}]*\\}),")
                        .matcher(json);
                if (!entry.find()) {
                    throw new AssertionError(name);
                }
                String good = entry.group();
                files.add(broken(name + " left out", file, json.replace(good, "")));
                files.add(broken(name + " twice", file, json.replace(good, good + good)));
                for (String other : List.of("", "x", "x\\ny", "x".repeat(2_000))) {
                    String renamed = good.replace(name, other);
                    files.add(broken(name + " is " + cut(other), file, json.replace(good, renamed)));
                    files.add(broken(name + " and " + cut(other), file, json.replace(good, good + renamed)));
                }
            }
        }
        return files;
    }

    private static BrokenFile broken(String what, String file, String json) {
        return broken(what, file, json.getBytes(StandardCharsets.UTF_8));
    }

    /** The file with another text; of a shard, that is its header, and the numbers behind it stay. */
    private static BrokenFile broken(String what, String file, byte[] json) {
        if (!file.equals(SHARD)) {
            return new BrokenFile(what, file, json);
        }
        byte[] good = good(GOOD_FOLDER + SHARD);
        int dataStart = 8 + json(SHARD).length();
        byte[] content = ByteBuffer.allocate(8 + json.length + good.length - dataStart)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(good, dataStart, good.length - dataStart)
                .array();
        return new BrokenFile(what, file, content);
    }

    /** What a good file says: the header of a shard. */
    private static String json(String file) {
        byte[] good = good(GOOD_FOLDER + file);
        if (!file.equals(SHARD)) {
            return new String(good, StandardCharsets.UTF_8);
        }
        int length = (int) ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return new String(good, 8, length, StandardCharsets.UTF_8);
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), 90)).replace("\1", "control character");
    }

    private static byte[] good(String resource) {
        try (InputStream content = BrokenFile.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(content).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
