package lockpick.study.grade.judge;

/** A solution that somebody gave to a problem, both as the judge reads them. */
public record Attempt(String problem, String solution) {}
