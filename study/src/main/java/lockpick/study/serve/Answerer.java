package lockpick.study.serve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import lockpick.engine.generate.Generator.Request;
import lockpick.engine.generate.ScoredToken;
import lockpick.engine.generate.Stop;
import lockpick.engine.generate.Stopping;
import lockpick.engine.loss.Sequence;
import lockpick.study.serve.Asked.PromptTokens;
import lockpick.study.serve.Choice.Piece;

/** Has completions written, and tells of them: as a whole, or piece by piece. */
record Answerer(ServedModel model, Scheduler scheduler) {

    /**
     * Answers.
     *
     * @throws RefusedException if the model cannot
     * @throws IOException if the client has gone; then nothing more is written for it
     */
    void answer(Asked asked, Reply reply) throws IOException, InterruptedException {
        Envelope envelope = Envelope.of(model.name(), asked.form());
        Inbox inbox = new Inbox();
        try {
            List<Choice> choices = begin(asked, inbox);
            for (int open = choices.size(); open > 0; ) {
                Choice choice = switch (inbox.take()) {
                    case Inbox.Wrote(Choice one, ScoredToken token) -> {
                        one.add(token);
                        yield one;
                    }
                    case Inbox.Over(Choice one, Stop stop) -> {
                        one.end(stop);
                        open--;
                        yield one;
                    }
                    case Inbox.Failed(RefusedException why) -> throw why;
                };
                if (asked.stream()) {
                    Optional<Piece> piece = choice.next();
                    if (piece.isPresent()) {
                        reply.event(envelope.part(piece.get()));
                    }
                }
            }
            finish(asked, choices, envelope, reply);
        } finally {
            inbox.abandon();
        }
    }

    private static void finish(Asked asked, List<Choice> choices, Envelope envelope, Reply reply) throws IOException {
        Usage usage = new Usage(
                asked.prompts().stream()
                        .mapToInt(prompt -> prompt.tokens().length)
                        .sum(),
                choices.stream().mapToInt(Choice::written).sum());
        if (!asked.stream()) {
            reply.json(
                    200,
                    envelope.whole(
                            choices.stream()
                                    .map(Choice::next)
                                    .flatMap(Optional::stream)
                                    .toList(),
                            usage));
            return;
        }
        if (asked.streamsUsage()) {
            reply.event(envelope.usage(usage));
        }
        reply.lastEvent();
    }

    /** Sets all completions going; a prompt's stand together. */
    private List<Choice> begin(Asked asked, Inbox inbox) throws InterruptedException {
        Stopping stopping = model.policy().stopping(asked.draw().stops());
        List<List<ScoredToken>> scores = promptScores(asked);
        List<Choice> choices = new ArrayList<>();
        for (int p = 0; p < asked.prompts().size(); p++) {
            PromptTokens prompt = asked.prompts().get(p);
            for (int completion = 0; completion < asked.draw().count(); completion++) {
                Choice choice = new Choice(
                        choices.size(),
                        asked.echo() ? prompt.text() : "",
                        scores.get(p),
                        new GrowingText(stopping, asked.lead()));
                choices.add(choice);
                if (asked.maxTokens() == 0) {
                    inbox.add(new Inbox.Over(choice, new Stop.Length()));
                } else {
                    Request request = new Request(prompt.tokens(), asked.draw().stream(p, completion));
                    scheduler.write(asked.draw(), request, asked.maxTokens(), inbox.client(choice));
                }
            }
        }
        return choices;
    }

    /** Of each prompt, where they are wanted; those of others are empty. */
    private List<List<ScoredToken>> promptScores(Asked asked) throws InterruptedException {
        if (!asked.scoresPrompts()) {
            return asked.prompts().stream()
                    .map(prompt -> List.<ScoredToken>of())
                    .toList();
        }
        int likeliest = asked.draw().topLogProbs().orElse(0);
        List<CompletableFuture<List<ScoredToken>>> others = asked.prompts().stream()
                .map(PromptTokens::tokens)
                .map(tokens -> tokens.length == 1
                        ? CompletableFuture.completedFuture(List.<ScoredToken>of())
                        : scheduler.score(new Sequence(tokens, 1), likeliest))
                .toList();
        List<List<ScoredToken>> scores = new ArrayList<>();
        for (int p = 0; p < others.size(); p++) {
            int first = asked.prompts().get(p).tokens()[0];
            ScoredToken unpredicted = new ScoredToken(first, Float.NaN, new int[0], new float[0]);
            scores.add(Stream.concat(Stream.of(unpredicted), awaited(others.get(p)).stream())
                    .toList());
        }
        return scores;
    }

    private static List<ScoredToken> awaited(CompletableFuture<List<ScoredToken>> scores) throws InterruptedException {
        try {
            return scores.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RefusedException why) {
                throw why;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
