package lockpick.study.harden;

import java.util.List;
import lockpick.engine.tensor.Seed;

/**
 * The problems that hardening works with. They are the lock's to give (LOCK_TRAIN, best those that are not in the lock set),
 * never elicitation's: a lock that has seen the demonstrations it is to resist says nothing.
 */
@FunctionalInterface
public interface HardeningExamples {

    /**
     * Some of them at random.
     *
     * @return as many as asked for; the same for the same seed, whatever was drawn before
     */
    List<HardeningExample> draw(int count, Seed seed);
}
