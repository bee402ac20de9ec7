package lockpick.study.measure;

import java.util.List;

/** A candidate's correctness on the sealed test split, one for each seed. */
public record TestScore(Candidate candidate, List<Correctness> seeds) {

    public TestScore {
        seeds = List.copyOf(seeds);
    }
}
