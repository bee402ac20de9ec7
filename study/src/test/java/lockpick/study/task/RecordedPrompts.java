package lockpick.study.task;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.grade.Grade;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;

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
    public Prompt prompt(Problem problem) {
        return recorded(task.prompt(problem));
    }

    @Override
    public Prompt prompt(Problem problem, String password) {
        return recorded(task.prompt(problem, password));
    }

    private Prompt recorded(Prompt prompt) {
        prompts.add(((Prompt.Text) prompt).text());
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
    public Optional<String> weakCompletion(Problem problem, Seed seed) {
        return task.weakCompletion(problem, seed);
    }

    @Override
    public List<Grade> grade(List<Problem> problems, List<String> completions) throws IOException {
        return task.grade(problems, completions);
    }

    @Override
    public Optional<Tokenizer> tokenizer() {
        return task.tokenizer();
    }

    @Override
    public Answering answering() {
        return task.answering();
    }
}
