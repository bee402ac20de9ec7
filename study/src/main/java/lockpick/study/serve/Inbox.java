package lockpick.study.serve;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import lockpick.engine.generate.Generated;
import lockpick.engine.generate.ScoredToken;
import lockpick.engine.generate.Stop;

/** News of the completions of one request, from the threads that write them to the one that answers. */
final class Inbox {

    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
    private volatile boolean abandoned;

    sealed interface News {}

    /** A completion has one more token. */
    record Wrote(Choice choice, ScoredToken token) implements News {}

    /** A completion is over. */
    record Over(Choice choice, Stop stop) implements News {}

    /** There will be no completions. */
    record Failed(RefusedException why) implements News {}

    /** Whoever waits here for one completion. */
    Client client(Choice choice) {
        return new Client() {
            @Override
            public void wrote(ScoredToken token) {
                news.add(new Wrote(choice, token));
            }

            @Override
            public void over(Generated generated) {
                news.add(new Over(choice, generated.stop()));
            }

            @Override
            public void failed(RefusedException why) {
                abandon();
                news.add(new Failed(why));
            }

            @Override
            public boolean isWanted() {
                return !abandoned;
            }
        };
    }

    void add(News one) {
        news.add(one);
    }

    News take() throws InterruptedException {
        return news.take();
    }

    /** Nobody waits here any more. */
    void abandon() {
        abandoned = true;
    }
}
