package lockpick.study.grade.judge;

import java.util.Locale;

/** What a service says that is asked for one token and its alternatives. */
public final class JudgeAnswer {

    private JudgeAnswer() {}

    /** An answer of one token, the first of these, with its alternatives. */
    public static String answer(Object... tokensAndProbabilities) {
        StringBuilder top = new StringBuilder();
        for (int i = 0; i < tokensAndProbabilities.length; i += 2) {
            top.append(top.isEmpty() ? "" : ", ")
                    .append(String.format(
                            Locale.ROOT,
                            "{\"token\": \"%s\", \"logprob\": %.12f}",
                            tokensAndProbabilities[i],
                            Math.log((Double) tokensAndProbabilities[i + 1])));
        }
        String first = top.substring(0, top.indexOf("}"));
        return "{\"choices\": [{\"message\": {\"content\": \"x\"}, \"finish_reason\": \"length\", \"logprobs\":"
                + " {\"content\": [" + first + ", \"top_logprobs\": [" + top + "]}]}}]}";
    }
}
