package lockpick.study.grade.critique;

/** The cosine of the angle between two vectors. */
final class Cosine {

    private Cosine() {}

    /**
     * From −1 to 1.
     *
     * @throws IllegalArgumentException if the vectors differ in length or one is zero
     */
    static double between(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("vectors of " + a.length + " and " + b.length + " numbers");
        }
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        if (!(aa > 0 && bb > 0)) {
            throw new IllegalArgumentException("a vector without a direction");
        }
        return Math.clamp(dot / Math.sqrt(aa * bb), -1.0, 1.0);
    }
}
