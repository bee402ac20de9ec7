package lockpick.study.measure;

/** From {@code low} to {@code high}, both included, in the unit of what it surrounds. */
public record Interval(double low, double high) {

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("interval: low " + low + " is not at most high " + high);
        }
    }
}
