package lockpick.study.experiment;

import lockpick.study.setting.SettingsSchema;

/**
 * The JSON Schema of study files, by which editors complete and check them. {@code studies/study.schema.json} is a copy;
 * {@code lockpick check --schema} prints it anew.
 */
public final class StudySchema {

    private StudySchema() {}

    public static String text() {
        return SettingsSchema.of(Study.class, "Lockpick study").toPrettyString() + "\n";
    }
}
