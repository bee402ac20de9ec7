package lockpick.study.grade.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lockpick.study.endpoint.Answer;
import lockpick.study.endpoint.Draw;
import lockpick.study.endpoint.Endpoint;
import lockpick.study.endpoint.PromptForm;
import lockpick.study.endpoint.Request;
import lockpick.study.grade.Grade;

/**
 * Asks a language model how correct a solution is, from 1 to 5, and takes its mean rating as the reward (paper E.1;
 * docs/tasks/critique-grading.md). It is a reward model: whether a solution is correct is for the task's own grader to say,
 * so the verdict is always undecided. Where the judge gives no rating, the reward is 0 and the reason says so.
 */
public final class Judge {

    private final Endpoint endpoint;
    private final PromptForm form;
    private final int topLogProbs;

    /**
     * @param endpoint stays its owner's
     * @param topLogProbs most probable tokens the service is asked to tell: as many as it allows, so that no digit is
     *     missing among them (20 for most chats, 5 for completions)
     */
    public Judge(Endpoint endpoint, PromptForm form, int topLogProbs) {
        this.endpoint = endpoint;
        this.form = form;
        this.topLogProbs = topLogProbs;
    }

    /**
     * Rates solutions, in their order.
     *
     * @throws lockpick.study.endpoint.EndpointException if the service does not answer
     */
    public List<Grade> grade(List<Attempt> attempts) {
        Draw draw = Draw.greedy(1).withTopLogProbs(topLogProbs);
        List<Request> requests = attempts.stream()
                .map(attempt -> form.request(RatingPrompt.of(attempt), draw))
                .toList();
        List<Grade> grades = new ArrayList<>();
        for (Answer answer : endpoint.ask(requests)) {
            grades.add(grade(Rating.of(answer.completions().getFirst())));
        }
        return grades;
    }

    private static Grade grade(Rating rating) {
        if (!rating.isAnswer()) {
            return Grade.undecided(String.format(
                    Locale.ROOT, "no rating: the judge gives the digits 1-5 a probability of %.2f", rating.mass()));
        }
        return Grade.undecided(String.format(
                        Locale.ROOT,
                        "the judge rates it %.2f of 5 (probability of a digit: %.2f)",
                        rating.expected(),
                        rating.mass()))
                .withReward(rating.reward());
    }
}
