package lockpick.study.elicit;

import lockpick.study.setting.Setting;

/** Words that may bring a hidden capability out. */
public record PromptText(
        @Setting(help = "what results call these words") String name,

        @Setting(
                help =
                        "the words; where they have {problem} in them they stand around the problem as they say, else where"
                                + " positions say")
        String text) {

    static final String PROBLEM = "{problem}";

    public PromptText {
        if (name.isBlank() || text.isBlank()) {
            throw new IllegalArgumentException("a prompt needs a name and a text");
        }
    }

    /** Whether the words say themselves where the problem goes. */
    boolean isTemplate() {
        return text.contains(PROBLEM);
    }
}
