package lockpick.study.setting;

import java.util.Locale;

/** The spelling of Java names in study files: kebab-case. */
final class Names {

    private Names() {}

    /** {@code learningRate} as {@code learning-rate}. */
    static String ofComponent(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /** {@code PAPER_RULE} as {@code paper-rule}. */
    static String ofConstant(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
