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
 *
 * @param endpoint a chat model of a service, which stays its owner's
 */
public record Judge(Endpoint endpoint) {

    private static final int TOP_LOG_PROBS = 20; // as many as chats allow, so that no digit is missing

    /**
     * Rates solutions, in their order.
     *
     * @throws lockpick.study.endpoint.EndpointException if the service does not answer
     */
    public List<Grade> grade(List<Solution> solutions) {
        Draw draw = Draw.greedy(1).withTopLogProbs(TOP_LOG_PROBS);
        List<Request> requests = solutions.stream()
                .map(solution -> PromptForm.CHAT.request(RatingPrompt.of(solution), draw))
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
