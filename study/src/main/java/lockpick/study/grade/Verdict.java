package lockpick.study.grade;

/** What a grader can say. One that cannot decide says so, and never guesses. */
public enum Verdict {
    CORRECT("correct"),
    INCORRECT("incorrect"),
    UNDECIDED("undecided");

    private final String json;

    Verdict(String json) {
        this.json = json;
    }

    /** As data rows have it. */
    public String json() {
        return json;
    }
}
