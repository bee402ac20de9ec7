package lockpick.study.experiment;

/** What computes a run, as part of its key: a GPU adds in another order than a processor. */
public enum DeviceKind {
    CPU("cpu"),
    CUDA("cuda");

    private final String json;

    DeviceKind(String json) {
        this.json = json;
    }

    /** As {@code run.json} has it. */
    String json() {
        return json;
    }
}
