package lockpick.study.grade.judge;

import java.util.List;
import lockpick.study.endpoint.Draw;
import lockpick.study.endpoint.Endpoint;
import lockpick.study.endpoint.PromptForm;
import lockpick.study.endpoint.Request;

/**
 * Asks a language model how correct a solution is, from 1 to 5, and takes its mean rating as the reward (paper E.1;
 * docs/tasks/critique-grading.md). It is a reward model: whether a solution is correct is for the task's own grader to say.
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
    public List<Rating> rate(List<Solution> solutions) {
        Draw draw = Draw.greedy(1).withTopLogProbs(TOP_LOG_PROBS);
        List<Request> requests = solutions.stream()
                .map(solution -> PromptForm.CHAT.request(RatingPrompt.of(solution), draw))
                .toList();
        return endpoint.ask(requests).stream()
                .map(answer -> Rating.of(answer.completions().getFirst()))
                .toList();
    }
}
