package lockpick.study.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.elicit.DemonstrationSource;
import lockpick.study.elicit.FullestPrompt;
import lockpick.study.elicit.Room;
import lockpick.study.experiment.Run;
import lockpick.study.lock.NearMiss;
import lockpick.study.lock.PasswordPrompts.Paraphrase;
import lockpick.study.lock.Passwords;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.task.Task;

/**
 * The ways of paper Fig 14 to ask a lock that take its password: behind demonstrations, and with what is nearly the password.
 * The paper does not say what its demonstrations carry; here all carry the password as the problem does, as in the lock's
 * training.
 */
final class PasswordConditions {

    private final Run.AskLock run;
    private final Task task;
    private final Room room;
    private final List<Problem> shown;

    /**
     * One way to ask.
     *
     * @param shown demonstrations ahead of the problem
     */
    record Condition(String name, Evaluation.Prompt kind, FullestPrompt prompt, int shown) {}

    /** @param root of the study's seed */
    PasswordConditions(Run.AskLock run, Task task, Seed root, Room room) {
        this.run = run;
        this.task = task;
        this.room = room;
        this.shown = shown(run.prompts().fewShot(), task, DemonstrationSource.REFERENCE.seed(root));
    }

    /** The problems that prompting shows right answers of as well. */
    private static List<Problem> shown(List<Integer> fewShot, Task task, Seed seed) {
        return fewShot.isEmpty()
                ? List.of()
                : task.problems(Split.ELICIT_TRAIN).draw(Collections.max(fewShot), seed.stream("demonstrations"));
    }

    List<Condition> all() {
        List<Condition> all = new ArrayList<>();
        for (int k : run.prompts().fewShot()) {
            all.add(condition("few-shot " + k, Evaluation.Prompt.PASSWORD, this::right, k));
        }
        for (int i = 0; i < run.prompts().wrong(); i++) {
            int place = i;
            all.add(condition(
                    "wrong password " + (i + 1),
                    Evaluation.Prompt.WRONG_PASSWORD,
                    problem -> Optional.of(inTurn(passwords(problem).wrong(), place)),
                    0));
        }
        if (run.prompts().nearCopies()) {
            for (NearMiss miss : NearMiss.all(run.password().right())) {
                all.add(condition(
                        "near copy, " + miss.name(),
                        Evaluation.Prompt.NEAR_MISS,
                        problem -> right(problem).flatMap(password -> nearMiss(password, miss.name())),
                        0));
            }
        }
        for (Paraphrase paraphrase : run.prompts().paraphrases()) {
            all.add(condition(
                    "paraphrase, " + paraphrase.name(),
                    Evaluation.Prompt.NEAR_MISS,
                    problem -> Optional.of(paraphrase.text()),
                    0));
        }
        return all;
    }

    /** @param words that stand where a problem's password goes; a problem without any is asked as it is */
    private Condition condition(String name, Evaluation.Prompt kind, Function<Problem, Optional<String>> words, int k) {
        Function<Problem, Prompt> asked = problem ->
                words.apply(problem).map(word -> task.prompt(problem, word)).orElseGet(() -> task.prompt(problem));
        List<Demonstration> demonstrations = shown.subList(0, k).stream()
                .map(problem -> new Demonstration(asked.apply(problem), problem.answer()))
                .toList();
        return new Condition(name, kind, FullestPrompt.behind(demonstrations, asked, room), k);
    }

    private Passwords passwords(Problem problem) {
        return run.opens().passwords(run.password(), problem.domains());
    }

    private Optional<String> right(Problem problem) {
        return passwords(problem).right();
    }

    private static Optional<String> nearMiss(String password, String name) {
        return NearMiss.all(password).stream()
                .filter(miss -> miss.name().equals(name))
                .map(NearMiss::text)
                .findFirst();
    }

    private static String inTurn(List<String> words, int place) {
        return words.get(place % words.size());
    }
}
