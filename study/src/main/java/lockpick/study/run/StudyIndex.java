package lockpick.study.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lockpick.study.experiment.DeviceKind;
import lockpick.study.experiment.RunGraph;
import lockpick.study.experiment.Study;
import lockpick.study.file.Durable;
import lockpick.study.setting.NodeReader;
import lockpick.study.setting.SettingsJson;
import lockpick.study.setting.SettingsReader;
import lockpick.study.setting.UnreadableException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads {@code studies/<name>/study.json}: which runs belong to a study, under which labels (run-folders.md). */
public final class StudyIndex {

    private StudyIndex() {}

    /**
     * The name of a study: that of its file without the ending, after the names of the folders between it and the
     * nearest folder called studies. So studies/laptop/fig6.yaml is laptop-fig6, and does not overwrite paper-fig6.
     */
    public static String name(Path source) {
        Path file = source.toAbsolutePath().normalize();
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
        String prefix = "";
        for (Path folder = file.getParent();
                folder != null && folder.getFileName() != null;
                folder = folder.getParent()) {
            if (folder.getFileName().toString().equals("studies")) {
                return prefix + name;
            }
            prefix = folder.getFileName() + "-" + prefix;
        }
        return name;
    }

    /** Where a study's index and report stand under a runs folder. */
    public static Path folder(Path runs, String name) {
        return runs.resolve("studies").resolve(name);
    }

    /**
     * Writes the index in place of an older one; the runs need not exist yet.
     *
     * @param source the study file as the user named it
     * @param device what computes the runs
     * @return the file written
     */
    public static Path write(Path runs, Path source, Study study, DeviceKind device) throws IOException {
        Path file = folder(runs, name(source)).resolve("study.json");
        Files.createDirectories(file.getParent());
        Durable.replace(file, json(source, study, device).toPrettyString() + "\n");
        return file;
    }

    /**
     * The study that an index holds, with the defaults and hashes that it had when the index was written. No rule is checked
     * again and no file of it is looked at.
     *
     * @param study the member {@code study} of the index, as text
     * @throws IllegalArgumentException if that is no study as this version knows it
     */
    public static Study study(String study) {
        try {
            return SettingsReader.read(NodeReader.json(study), Study.class).required("study");
        } catch (UnreadableException e) {
            throw new IllegalArgumentException("not a study: " + e.getMessage(), e);
        }
    }

    static ObjectNode json(Path source, Study study, DeviceKind device) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", name(source));
        json.put("title", study.title());
        json.put("about", study.about());
        json.put("source", source.toString());
        ArrayNode seeds = json.putArray("seeds");
        study.seeds().forEach(seeds::add);
        json.set("study", SettingsJson.of(study));
        ArrayNode runs = json.putArray("runs");
        RunGraph.of(study, device).entries().forEach(entry -> runs.add(run(entry)));
        return json;
    }

    private static ObjectNode run(RunGraph.Entry entry) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("key", entry.run().key().hex());
        json.put("folder", entry.run().folder());
        json.put("kind", entry.run().run().called());
        json.set("labels", entry.labels().json());
        ArrayNode needs = json.putArray("needs");
        entry.run().needs().forEach(key -> needs.add(key.hex()));
        json.put("weight", entry.run().weight());
        return json;
    }
}
