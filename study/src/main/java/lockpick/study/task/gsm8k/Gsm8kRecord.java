package lockpick.study.task.gsm8k;

import java.math.BigDecimal;
import java.util.List;
import lockpick.study.task.data.ContentHash;
import lockpick.study.task.data.DataRecord;
import lockpick.study.task.data.Part;
import lockpick.study.task.data.RefusedException;
import lockpick.study.task.data.Source;

/**
 * A word problem.
 *
 * @param solution steps with calculator marks such as {@code <<48/2=24>>}, then {@code #### } and the answer
 * @param answer the number after {@code #### }, without its thousands commas
 */
public record Gsm8kRecord(Part part, String question, String solution, BigDecimal answer, Source source)
        implements DataRecord {

    /** The data set has no ids: part and content hash. */
    @Override
    public String id() {
        return part.word() + "/" + ContentHash.of(content()).shortForm();
    }

    @Override
    public List<String> content() {
        return List.of(question);
    }

    /** The solution as a person would write it, without calculator marks. */
    public String plainSolution() {
        return solution.replaceAll("<<[^<>]*>>", "");
    }

    static BigDecimal number(String text) {
        if (!text.matches("-?(\\d+|\\d{1,3}(,\\d{3})+)(\\.\\d+)?")) {
            throw new RefusedException("the final answer is '" + text + "'; expected a number such as 70,000");
        }
        return new BigDecimal(text.replace(",", ""));
    }
}
