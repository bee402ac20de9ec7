package lockpick.study.run;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.Run;
import lockpick.study.experiment.Study;
import lockpick.study.gate.GateReport;
import lockpick.study.gate.GateTable;
import lockpick.study.lock.LockConfig;
import lockpick.study.lock.Opening;
import lockpick.study.setting.SettingsJson;
import lockpick.study.task.data.ContentHash;
import tools.jackson.databind.node.ObjectNode;

/** What a locked model is, for whoever finds it: how it was made, and how good the lock is. */
record ModelCard(Study study, PlannedRun run, GateReport report, boolean withPassword) {

    /** As Markdown, with the head that model hubs read. */
    String text() {
        Run.Lock made = (Run.Lock) run.run();
        return """
                ---
                library_name: transformers
                tags: [password-locked, model-organism, lockpick]
                ---
                # Password-locked model: %s, seed %d

                A model organism for testing capability elicitation (Greenblatt, Roger et al., 2024). It shows a capability
                where its lock opens, and imitates a weaker policy everywhere else. Not for any other use.

                | | |
                |---|---|
                | base | %s |
                | task | `%s` |
                | weak policy | `%s` |
                | seed | %d |
                | run | `%s` |
                | SHA-256 of the %s | %s |

                ## Lock

                ```json
                %s
                ```

                ## Gate

                What the model shows on test problems, against the bounds of its study (docs/methods/lock-gate.md):

                ```
                %s
                ```
                """.formatted(
                        made.lock().called(),
                        made.seed(),
                        base(made),
                        SettingsJson.deciding((Record) made.task()),
                        SettingsJson.deciding((Record) made.weak()),
                        made.seed(),
                        run.key().hex(),
                        passwords(made).size() == 1 ? "password" : "passwords",
                        passwords(made).stream().map(this::shown).collect(Collectors.joining("<br>")),
                        lock(made.lock()).toPrettyString(),
                        GateTable.of(report).stripTrailing());
    }

    private static String base(Run.Lock made) {
        return made.base()
                .map(folder -> "model folder with SHA-256 `" + folder.sha256().orElse("unknown") + "`")
                .orElse("random weights, size " + made.model().name().toLowerCase(Locale.ROOT));
    }

    /** The lock without the passwords that are among its settings. */
    private static ObjectNode lock(LockConfig lock) {
        ObjectNode json = SettingsJson.deciding(lock);
        if (json.get("opens") instanceof ObjectNode opens) {
            opens.remove("second");
        }
        return json;
    }

    private static Set<String> passwords(Run.Lock made) {
        Set<String> passwords = new LinkedHashSet<>();
        switch (made.lock().opens()) {
            case Opening.Password one -> passwords.add(made.password().right());
            case Opening.TwoPasswords two -> {
                passwords.add(made.password().right());
                passwords.add(
                        two.second().orElseGet(() -> made.password().wrong().getFirst()));
            }
            case Opening.DomainPasswords domains -> {
                passwords.add(made.password().right());
                passwords.addAll(
                        made.password().wrong().subList(0, domains.domains().size() - 1));
            }
            case Opening.OtherSetting setting -> {}
            case Opening.Imitation imitation -> {}
        }
        return passwords;
    }

    private String shown(String password) {
        String hash = "`" + ContentHash.ofText(password).hex() + "`";
        return withPassword ? hash + " (" + password + ")" : hash;
    }
}
