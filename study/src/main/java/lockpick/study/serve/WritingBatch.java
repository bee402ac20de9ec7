package lockpick.study.serve;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lockpick.engine.generate.Generated;
import lockpick.engine.generate.Generator;
import lockpick.engine.generate.Listener;
import lockpick.engine.generate.OpenBatch;
import lockpick.engine.generate.Sampling;
import lockpick.engine.generate.ScoredToken;

/** Completions that are written together. */
final class WritingBatch implements Batch {

    private final Kind kind;
    private final OpenBatch batch;
    private final Set<Client> waiting = ConcurrentHashMap.newKeySet();

    /**
     * What completions must have in common to be written together.
     *
     * @param capacity tokens that each has room for
     * @param likeliest how many of the most likely tokens are wanted with each token
     */
    record Kind(Sampling sampling, List<String> stops, int capacity, int likeliest) {}

    WritingBatch(Kind kind, Generator generator) {
        this.kind = kind;
        this.batch = generator.open(kind.capacity(), kind.sampling(), kind.likeliest());
    }

    void add(Generator.Request request, int maxNewTokens, Client client) {
        waiting.add(client);
        batch.add(request, maxNewTokens, new Listener() {
            @Override
            public void wrote(ScoredToken token) {
                client.wrote(token);
            }

            @Override
            public void over(Generated generated) {
                waiting.remove(client);
                client.over(generated);
            }

            @Override
            public boolean isWanted() {
                boolean wanted = client.isWanted();
                if (!wanted) {
                    waiting.remove(client);
                }
                return wanted;
            }
        });
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public boolean hasWaiting() {
        return batch.hasWaiting();
    }

    @Override
    public void work(int threads) {
        batch.work(threads);
    }

    @Override
    public void fail(RefusedException why) {
        waiting.forEach(client -> client.failed(why));
    }
}
