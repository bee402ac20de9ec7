package lockpick.engine.nn;

import lockpick.engine.tensor.Tensor;

/**
 * What attention works on.
 *
 * @param query [T, B, H, d]
 * @param key [T, B, K, d]
 * @param value [T, B, K, d]
 */
public record Heads(Tensor query, Tensor key, Tensor value) {

    /** How a family makes heads from what the block reads, [T, B, D]. */
    @FunctionalInterface
    public interface Projection {

        Heads of(Tensor x);

        /** The same, with each head's queries and keys brought to a common size. */
        default Projection normed(Norm queryNorm, Norm keyNorm) {
            return x -> {
                Heads heads = of(x);
                return new Heads(queryNorm.apply(heads.query()), keyNorm.apply(heads.key()), heads.value());
            };
        }
    }

    /** One matrix each for queries, keys and values, with heads of this width. */
    public static Projection apart(Linear query, Linear key, Linear value, int headWidth) {
        return x -> new Heads(
                split(query.apply(x), headWidth), split(key.apply(x), headWidth), split(value.apply(x), headWidth));
    }

    /** [T, B, heads · d] → [T, B, heads, d]. */
    private static Tensor split(Tensor projected, int headWidth) {
        return projected.view(projected.size(0), projected.size(1), -1, headWidth);
    }
}
