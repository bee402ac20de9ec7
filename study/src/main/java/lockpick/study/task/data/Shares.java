package lockpick.study.task.data;

import java.util.Optional;
import lockpick.study.task.Split;

/** How much of the records each split takes, in percent. */
public record Shares(int weak, int lock, int elicit, int validation, int test) implements SplitRule<DataRecord> {

    /** One tenth is sealed as test; the paper's 10, 40, 30 and 20 % (§4.2) are of the rest. */
    public static final Shares PAPER = new Shares(9, 36, 27, 18, 10);

    public Shares {
        if (weak < 0 || lock < 0 || elicit < 0 || validation < 0 || test < 0) {
            throw new IllegalArgumentException("no share can be negative");
        }
        if (weak + lock + elicit + validation + test != 100) {
            throw new IllegalArgumentException(
                    "shares must add up to 100, not " + (weak + lock + elicit + validation + test));
        }
    }

    @Override
    public Optional<Split> split(DataRecord record) {
        return Optional.of(at(ContentHash.ignoringBlanks(record.content()).percentile()));
    }

    /** The split of a percentile, 0 to 99. Test comes first, so that it stays sealed should the others be shared anew. */
    Split at(int percentile) {
        if (percentile < test) {
            return Split.TEST;
        }
        if (percentile < test + validation) {
            return Split.VALIDATION;
        }
        if (percentile < test + validation + elicit) {
            return Split.ELICIT_TRAIN;
        }
        return percentile < 100 - weak ? Split.LOCK_TRAIN : Split.WEAK_TRAIN;
    }
}
