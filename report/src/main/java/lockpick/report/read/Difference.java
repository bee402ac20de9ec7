package lockpick.report.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import lockpick.study.experiment.RunKey;
import lockpick.study.run.RunFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that decides the result of a run and that two runs do not share.
 *
 * @param name such as {@code lock.epochs}, or {@code locked > lock.epochs} of the runs that the two take as {@code locked}
 * @param left what the first run has, missing where it has none; of an input the name of its folder
 * @param right the same of the second
 */
public record Difference(String name, JsonNode left, JsonNode right) {

    /**
     * Compares two runs and the runs that they build on. What inputs differ in is left out if the runs themselves differ in the
     * same, such as the seed.
     *
     * @param runs finds a finished run
     * @return of each run the settings, then the inputs, in the order of their names
     */
    public static List<Difference> between(RunFolder left, RunFolder right, Function<RunKey, Optional<RunFolder>> runs)
            throws IOException {
        Comparison comparison = new Comparison(runs, new ArrayList<>(), new HashSet<>());
        comparison.compare("", left.settings(), right.settings());
        return comparison.found();
    }

    /** @param said what was found, without the inputs that lead there */
    private record Comparison(
            Function<RunKey, Optional<RunFolder>> runs, List<Difference> found, Set<Difference> said) {

        void compare(String path, JsonNode left, JsonNode right) throws IOException {
            for (Difference difference : different(settings(left), settings(right))) {
                add(path, difference);
            }
            for (Difference input : different(left.path("inputs"), right.path("inputs"))) {
                Optional<RunFolder> one = run(input.left());
                Optional<RunFolder> other = run(input.right());
                boolean isNew = add(
                        path, new Difference(input.name(), called(one, input.left()), called(other, input.right())));
                if (isNew && one.isPresent() && other.isPresent()) {
                    compare(
                            path + input.name() + " > ",
                            one.get().settings(),
                            other.get().settings());
                }
            }
        }

        private boolean add(String path, Difference difference) {
            boolean isNew = said.add(difference);
            if (isNew) {
                found.add(new Difference(path + difference.name(), difference.left(), difference.right()));
            }
            return isNew;
        }

        private Optional<RunFolder> run(JsonNode key) {
            return key.isMissingNode() ? Optional.empty() : runs.apply(new RunKey(key.stringValue()));
        }

        /** By its folder's name; by its key where it is not here. */
        private static JsonNode called(Optional<RunFolder> run, JsonNode key) {
            return run.<JsonNode>map(folder -> JsonNodeFactory.instance.stringNode(folder.name()))
                    .orElse(key);
        }
    }

    /** All that decides the result, but the inputs. */
    private static ObjectNode settings(JsonNode run) {
        ObjectNode settings = ((ObjectNode) run.required("settings")).deepCopy();
        for (String name : List.of("kind", "numerics", "device")) {
            if (run.has(name)) {
                settings.set(name, run.get(name));
            }
        }
        return settings;
    }

    private static List<Difference> different(JsonNode left, JsonNode right) {
        List<Difference> found = new ArrayList<>();
        collect("", left, right, found);
        return found;
    }

    /** Goes into objects that both have. */
    private static void collect(String path, JsonNode left, JsonNode right, List<Difference> found) {
        Set<String> names = new TreeSet<>(left.propertyNames());
        names.addAll(right.propertyNames());
        for (String name : names) {
            JsonNode one = left.path(name);
            JsonNode other = right.path(name);
            if (one.isObject() && other.isObject()) {
                collect(path + name + ".", one, other, found);
            } else if (!one.equals(other)) {
                found.add(new Difference(path + name, one, other));
            }
        }
    }
}
