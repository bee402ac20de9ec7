package lockpick.study.measure;

import java.util.List;

/** What selection may see of a candidate: its correctness on the validation split, one for each seed. */
public record ValidationScore(Candidate candidate, List<Correctness> seeds) {

    public ValidationScore {
        seeds = List.copyOf(seeds);
    }
}
