package lockpick.study.grade.judge;

/** What somebody wrote for a problem, both as the judge reads them. */
public record Solution(String problem, String text) {}
