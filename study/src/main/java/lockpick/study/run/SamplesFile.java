package lockpick.study.run;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import lockpick.study.pipeline.Sample;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code samples.jsonl.gz}: what a policy drew, a line for each problem. Equal samples are equal bytes. */
final class SamplesFile {

    /** What a policy writes may hold halves of characters, which UTF-8 has no bytes for. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private SamplesFile() {}

    static void write(Path file, List<Sample> samples) throws IOException {
        try (Writer writer = new BufferedWriter(new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file), 1 << 16), StandardCharsets.UTF_8))) {
            for (Sample sample : samples) {
                writer.write(JSON.writeValueAsString(sample) + "\n");
            }
        }
    }

    /** The samples by their problems' ids. */
    static Map<String, Sample> read(Path file) throws IOException {
        Map<String, Sample> samples = new LinkedHashMap<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Sample sample = JSON.readValue(line, Sample.class);
                samples.put(sample.problem(), sample);
            }
        } catch (JacksonException e) {
            throw new IOException(file + " does not hold samples: " + e.getOriginalMessage(), e);
        }
        return samples;
    }
}
