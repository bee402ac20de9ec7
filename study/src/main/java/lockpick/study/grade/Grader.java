package lockpick.study.grade;

/** Judges completions by the reference completion alone. */
public interface Grader {

    /** Judges a completion by the reference completion of its problem. */
    Grade grade(String completion, String reference);
}
