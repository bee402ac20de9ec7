package lockpick.cli;

import java.util.regex.Pattern;
import lockpick.report.table.Format;
import tools.jackson.databind.JsonNode;

/** Learning rates as people write them, the same as in reports: 3e-4. */
final class LearningRates {

    private static final String KEY = "learning-rate";
    private static final Pattern INSIDE =
            Pattern.compile("(?<=\"" + KEY + "\":)[-+.0-9Ee]+|(?<=\"" + KEY + "s\":\\[)[-+.0-9Ee]+(?=])");

    private LearningRates() {}

    /** @param number as Java writes it, such as 3.0E-4 */
    private static String words(String number) {
        return Format.learningRate(Double.parseDouble(number));
    }

    /** The text of a setting, with its learning rates, or those inside it, written so. */
    static String shortened(String name, JsonNode value) {
        return name.equals(KEY)
                ? words(value.toString())
                : INSIDE.matcher(value.toString()).replaceAll(rate -> words(rate.group()));
    }
}
