package lockpick.report.dashboard;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What was said last, for any number of readers. Who reads slowly misses what was in between, and holds nobody up. */
final class News {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private Edition last = new Edition(0, "");

    /** @param number from 1; 0 before anything was said */
    record Edition(long number, String text) {}

    /** Says something, unless it was said last. */
    void tell(String text) {
        lock.lock();
        try {
            if (!text.equals(last.text())) {
                last = new Edition(last.number() + 1, text);
                told.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The last edition, as soon as it is another than the one with this number; after the given time in any case. */
    Edition after(long read, long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (last.number() == read && left > 0) {
                left = told.awaitNanos(left);
            }
            return last;
        } finally {
            lock.unlock();
        }
    }
}
