package lockpick.study.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import lockpick.engine.generate.ScoredToken;
import lockpick.engine.generate.Scorer;
import lockpick.engine.loss.Sequence;

/** Texts whose tokens are scored together. */
final class ScoringBatch implements Batch {

    private static final int MOST_AT_ONCE = 64;

    private final Kind kind;
    private final Scorer scorer;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    /** @param likeliest how many of the most likely tokens are wanted in the place of each token */
    record Kind(int likeliest) {}

    private record Waiting(Sequence sequence, CompletableFuture<List<ScoredToken>> scores) {}

    ScoringBatch(Kind kind, Scorer scorer) {
        this.kind = kind;
        this.scorer = scorer;
    }

    CompletableFuture<List<ScoredToken>> add(Sequence sequence) {
        Waiting added = new Waiting(sequence, new CompletableFuture<>());
        waiting.add(added);
        return added.scores();
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    @Override
    public void work(int threads) {
        for (List<Waiting> now = take(threads); !now.isEmpty(); now = take(threads)) {
            try {
                List<List<ScoredToken>> scores =
                        scorer.tokens(now.stream().map(Waiting::sequence).toList(), kind.likeliest());
                for (int i = 0; i < now.size(); i++) {
                    now.get(i).scores().complete(scores.get(i));
                }
            } catch (RuntimeException | Error e) {
                waiting.addAll(now); // to hear of it with the others
                throw e;
            }
        }
    }

    private List<Waiting> take(int threads) {
        int most = Math.clamp(Math.ceilDiv(waiting.size(), threads), 1, MOST_AT_ONCE);
        List<Waiting> taken = new ArrayList<>();
        for (Waiting next = waiting.poll(); next != null; next = taken.size() < most ? waiting.poll() : null) {
            taken.add(next);
        }
        return taken;
    }

    @Override
    public void fail(RefusedException why) {
        waiting.forEach(each -> each.scores().completeExceptionally(why));
        waiting.clear();
    }
}
