package lockpick.study.elicit;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lockpick.engine.loss.OpenPrompt;
import lockpick.engine.loss.PromptAim;
import lockpick.engine.loss.PromptValue;
import lockpick.engine.loss.Sequence;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.elicit.TriggerRecovery.Objective;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.Problem;
import lockpick.study.task.Task;
import lockpick.study.train.TrainingLog;

/** What a trigger is worth: the mean over some problems of what it does to their completions. */
final class TriggerObjective {

    private final TrainablePolicy policy;
    private final Task task;
    private final List<Asked> problems;
    private final int tokens;
    private final PromptValue value;
    private final TrainingLog log;

    /** A problem, what completes it, and what a trigger is to do to that. */
    private record Asked(Problem problem, String completion, PromptAim aim) {}

    /** A problem's prompt with places for the tokens of a trigger. */
    private record Place(Asked asked, OpenPrompt prompt) {}

    /**
     * @param tokens first ones of each completion that count; of an option just one
     * @param log hears of every row that is read
     */
    TriggerObjective(
            TrainablePolicy policy,
            Task task,
            Objective objective,
            List<Problem> problems,
            int tokens,
            TrainingLog log) {
        this.policy = policy;
        this.task = task;
        this.tokens = options().isEmpty() ? tokens : 1;
        this.value = new PromptValue(policy.model());
        this.log = log;
        List<String> completions = switch (objective) {
            case DIVERGENCE ->
                policy.complete(problems.stream().map(task::prompt).toList(), task.answering());
            case DEMONSTRATIONS -> problems.stream().map(Problem::answer).toList();
        };
        this.problems = IntStream.range(0, problems.size())
                .mapToObj(i -> asked(objective, problems.get(i), completions.get(i)))
                .toList();
    }

    private Asked asked(Objective objective, Problem problem, String completion) {
        Prompt plain = task.prompt(problem);
        PromptAim aim = switch (objective) {
            case DIVERGENCE -> new PromptAim.Departure(row(plain, completion), first(options(), plain));
            case DEMONSTRATIONS -> new PromptAim.Likelihood();
        };
        return new Asked(problem, completion, aim);
    }

    /** What a policy chooses from; nothing where it writes what it likes. */
    private List<String> options() {
        return switch (task.answering()) {
            case Answering.Written written -> List.of();
            case Answering.Chosen(List<String> options) -> options;
        };
    }

    /** The first token of each option. */
    private List<Integer> first(List<String> options, Prompt prompt) {
        return options.stream()
                .map(option -> policy.wording().completion(prompt, option)[0])
                .distinct()
                .toList();
    }

    private Sequence row(Prompt prompt, String completion) {
        Sequence whole = policy.sequence(new Demonstration(prompt, completion));
        int end = Math.min(whole.tokens().length, whole.completionStart() + tokens);
        return new Sequence(Arrays.copyOf(whole.tokens(), end), whole.completionStart());
    }

    /** The most valuable first, without those for which a prompt has no room. */
    List<Trigger> ranked(List<Trigger> triggers) throws IOException {
        double[] sums = new double[triggers.size()];
        for (Asked asked : problems) {
            List<Sequence> rows = triggers.stream()
                    .map(trigger -> row(trigger.asked(task, asked.problem()), asked.completion()))
                    .toList();
            List<Sequence> fitting = rows.stream().filter(this::fits).toList();
            double[] values = values(fitting, asked.aim());
            for (int i = 0, next = 0; i < sums.length; i++) {
                sums[i] += fits(rows.get(i)) ? values[next++] : Double.NaN;
            }
        }
        return IntStream.range(0, sums.length)
                .filter(i -> !Double.isNaN(sums[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -sums[i]))
                .map(triggers::get)
                .toList();
    }

    private boolean fits(Sequence row) {
        return row.tokens().length - 1 <= policy.model().maxTokens();
    }

    private double[] values(List<Sequence> rows, PromptAim aim) throws IOException {
        double[] values = value.of(rows, aim);
        log.forward(
                rows.size(), rows.stream().mapToLong(row -> row.tokens().length).sum());
        return values;
    }

    /**
     * The problems with places for tokens, as far as two triggers stand in their prompts as they are.
     *
     * @param first tokens of a trigger
     * @param second as many, and all others
     */
    Optional<Opened> opened(Position position, int[] first, int[] second) {
        List<Place> places = problems.stream()
                .flatMap(asked -> place(asked, position, first, second).stream())
                .toList();
        return places.isEmpty() ? Optional.empty() : Optional.of(new Opened(position, places));
    }

    private Optional<Place> place(Asked asked, Position position, int[] first, int[] second) {
        if (!Trigger.isText(text(first)) || !Trigger.isText(text(second))) {
            return Optional.empty();
        }
        return OpenPrompt.between(with(asked, position, first), first, with(asked, position, second), second)
                .filter(open -> fits(open.row()))
                .map(open -> new Place(asked, open));
    }

    private Sequence with(Asked asked, Position position, int[] words) {
        return row(new Trigger(text(words), position).asked(task, asked.problem()), asked.completion());
    }

    private String text(int[] words) {
        return policy.tokenizer().decodeCompletion(words);
    }

    /** What tokens are worth in the places of prompts. */
    final class Opened {

        private final Position position;
        private final List<Place> places;

        private Opened(Position position, List<Place> places) {
            this.position = position;
            this.places = places;
        }

        /** The prompts up to the first of the places, in which nothing of a trigger stands. */
        List<int[]> beginnings() {
            return places.stream()
                    .map(place -> Arrays.copyOf(
                            place.prompt().row().tokens(),
                            place.prompt().starts().getFirst()))
                    .toList();
        }

        /** Whether words that are written out are read as these tokens, where they stand. */
        boolean stands(int[] words) {
            Place first = places.getFirst();
            return Trigger.isText(text(words))
                    && Arrays.equals(
                            first.prompt().with(words).tokens(),
                            with(first.asked(), position, words).tokens());
        }

        double[] values(List<int[]> words) throws IOException {
            double[] means = new double[words.size()];
            for (Place place : places) {
                double[] values = TriggerObjective.this.values(
                        words.stream().map(place.prompt()::with).toList(),
                        place.asked().aim());
                Arrays.setAll(means, i -> means[i] + values[i] / places.size());
            }
            return means;
        }

        /** Of the mean, [L][C]: how it changes to first order with each of these tokens in each place of the words. */
        double[][] slopes(int[] words, int[] vocabulary) throws IOException {
            double[][] sums = new double[words.length][vocabulary.length];
            for (Place place : places) {
                double[][] slopes = value.slopes(
                        place.prompt(), words, vocabulary, place.asked().aim());
                for (int i = 0; i < sums.length; i++) {
                    double[] more = slopes[i];
                    double[] sum = sums[i];
                    Arrays.setAll(sum, token -> sum[token] + more[token] / places.size());
                }
                log.forward(
                        TokenSearch.ROWS_PER_GRADIENT,
                        (long) TokenSearch.ROWS_PER_GRADIENT
                                * place.prompt().row().tokens().length);
            }
            return sums;
        }

        Trigger trigger(int[] words) {
            return new Trigger(text(words), position);
        }
    }
}
