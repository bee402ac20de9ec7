package lockpick.study.experiment;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lockpick.study.elicit.ElicitationConfig;
import lockpick.study.lock.Control;
import lockpick.study.lock.LockConfig;
import lockpick.study.pipeline.GivenModel;
import lockpick.study.pipeline.ProblemDraw;
import lockpick.study.pipeline.Role;
import lockpick.study.task.Domains;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a study calls a run; reports group and sort by it. Labels are no part of a run's key. */
public sealed interface RunLabels {

    JsonMapper JSON = new JsonMapper();

    /** The label of what selection chooses. */
    String LEARNING_RATE = "learning_rate";

    long seed();

    /** @param lock that has a weak policy of its own, which this is; empty of the study's policies */
    record Policy(long seed, Role role, Optional<String> lock) implements RunLabels {

        public Policy(long seed, Role role) {
            this(seed, role, Optional.empty());
        }

        /** The weak policy that a lock of a study imitates. */
        public static Policy weakOf(LockConfig lock, long seed) {
            return new Policy(seed, Role.WEAK, lock.weak().map(own -> lock.called()));
        }
    }

    /** @param lock whose own weak policy it is, as of {@link Policy} */
    record Samples(
            long seed,
            Role role,
            Optional<String> lock,
            ProblemDraw use,
            int problems,
            int draws,
            Optional<Domains> domains,
            Optional<Double> temperature)
            implements RunLabels {}

    /** What elicitation starts from. */
    sealed interface Elicited extends RunLabels {

        /** The name of the lock, which its controls share, or of the given model. */
        String called();

        boolean isControl();
    }

    record Locked(long seed, LockConfig lock, Control control) implements Elicited {

        @Override
        public String called() {
            return lock.called();
        }

        @Override
        public boolean isControl() {
            return control != Control.NONE;
        }
    }

    /** What is asked of a lock with its password. */
    record PasswordPrompted(long seed, LockConfig lock) implements RunLabels {}

    record Given(long seed, GivenModel model) implements Elicited {

        @Override
        public String called() {
            return model.name();
        }

        @Override
        public boolean isControl() {
            return false;
        }
    }

    /** @param elicitation one point of what the study sweeps */
    record Unlocked(Elicited from, ElicitationConfig elicitation) implements RunLabels {

        @Override
        public long seed() {
            return from.seed();
        }
    }

    /** As {@code study.json} holds them (docs/design/run-folders.md). */
    default ObjectNode json() {
        ObjectNode json = JSON.createObjectNode().put("seed", seed());
        return switch (this) {
            case Policy policy -> put(json, policy.role(), policy.lock());
            case Samples samples -> {
                put(json, samples.role(), samples.lock())
                        .put("use", samples.use().toString())
                        .put("problems", samples.problems())
                        .put("draws", samples.draws());
                samples.domains().ifPresent(domains -> json.put("domains", domains.toString()));
                samples.temperature().ifPresent(temperature -> json.put("temperature", temperature));
                yield json;
            }
            case Locked locked -> put(json, locked.lock(), locked.control());
            case PasswordPrompted prompted -> put(json, prompted.lock(), Control.NONE);
            case Given given -> json.put("lock", given.model().name()).put("lock_method", "given");
            case Unlocked unlocked -> {
                json.setAll(unlocked.from().json());
                json.put("method", unlocked.elicitation().method());
                unlocked.elicitation().labels().forEach((label, value) -> json.set(label, JSON.valueToTree(value)));
                yield json;
            }
        };
    }

    private static ObjectNode put(ObjectNode json, Role role, Optional<String> lock) {
        json.put("policy", role.toString());
        lock.ifPresent(name -> json.put("lock", name));
        return json;
    }

    private static ObjectNode put(ObjectNode json, LockConfig lock, Control control) {
        boolean isControl = control != Control.NONE;
        json.put("lock", called(lock.called(), control));
        json.put("lock_method", lock.method().toString()).put("lock_examples", lock.examples());
        return isControl ? json.put("lock_control", control.toString()) : json;
    }

    /** What reports call a lock, or a control of it: {@code sft-12.5k, never-locked}. */
    static String called(String lock, Control control) {
        return lock + (control == Control.NONE ? "" : ", " + control);
    }

    /** What reports call a point of elicitation; a learning rate has no part in it. */
    static String called(ElicitationConfig point) {
        Map<String, String> settings = new LinkedHashMap<>();
        point.labels().forEach((label, value) -> {
            if (!label.equals(LEARNING_RATE)) {
                settings.put(label, JSON.valueToTree(value).asString().toLowerCase(Locale.ROOT));
            }
        });
        return called(point.method(), settings);
    }

    /** The same of a method's labels as a report reads them, such as {@code sft, demonstrations weak, k 16}. */
    static String called(String method, Map<String, String> settings) {
        return settings.isEmpty() ? method : method + ", " + words(settings);
    }

    /** Labels in a sentence, such as {@code demonstrations weak, k 16}. */
    static String words(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey().replace('_', ' ') + " " + setting.getValue())
                .collect(Collectors.joining(", "));
    }

    /** The same as text, in the same order. */
    default Map<String, String> text() {
        Map<String, String> text = new LinkedHashMap<>();
        json().forEachEntry((label, value) -> text.put(label, value.asString()));
        return text;
    }
}
