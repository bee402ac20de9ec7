package lockpick.engine.model;

/**
 * What a block computes, as far as its memory goes.
 *
 * @param norms of a whole token in a block
 * @param layerNorms whether they are layer norms, computed in one go; others keep what they scale
 * @param headNorms whether the queries and keys of each head are normed
 * @param gated whether the feed-forward layer has a gate
 */
public record BlockForm(int norms, boolean layerNorms, boolean headNorms, boolean gated) {}
