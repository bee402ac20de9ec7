package lockpick.study.policy;

/** A decoder made for the composition task (docs/tasks/composition.md): layers × width, non-embedding parameters. */
public enum ModelPreset {
    /** 3 × 64, 4 heads, 0.15M parameters. */
    NANO,
    /** 4 × 128, 4 heads, 0.8M parameters. */
    SMALL,
    /** 6 × 512, 8 heads, 18.9M parameters: the size of the paper's toy model. */
    PAPER
}
