package lockpick.study.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.engine.tokenizer.WordTokenizer;
import lockpick.study.grade.Grade;

/** A task that remembers every prompt it hands out, in order. */
public final class RecordedPrompts implements Task {

    private final Task task;
    private final List<String> prompts = new ArrayList<>();

    public RecordedPrompts(Task task) {
        this.task = task;
    }

    public List<String> prompts() {
        return prompts;
    }

    @Override
    public String prompt(Problem problem) {
        return recorded(task.prompt(problem));
    }

    @Override
    public String prompt(Problem problem, String password) {
        return recorded(task.prompt(problem, password));
    }

    private String recorded(String prompt) {
        prompts.add(prompt);
        return prompt;
    }

    @Override
    public ProblemSet problems(Split split) {
        return task.problems(split);
    }

    @Override
    public Optional<ProblemSet> heldOut() {
        return task.heldOut();
    }

    @Override
    public String weakCompletion(Problem problem) {
        return task.weakCompletion(problem);
    }

    @Override
    public Grade grade(Problem problem, String completion) {
        return task.grade(problem, completion);
    }

    @Override
    public WordTokenizer tokenizer() {
        return task.tokenizer();
    }

    @Override
    public int maxNewTokens() {
        return task.maxNewTokens();
    }
}
