package lockpick.study.task.math;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import lockpick.study.task.data.RefusedException;

/** The seven subjects, as the data set names them, and the category into which the paper puts each (E.3). */
public enum MathSubject {
    ALGEBRA("Algebra", "algebra"),
    INTERMEDIATE_ALGEBRA("Intermediate Algebra", "algebra"),
    PREALGEBRA("Prealgebra", "algebra"),
    GEOMETRY("Geometry", "geometry"),
    PRECALCULUS("Precalculus", "geometry"),
    NUMBER_THEORY("Number Theory", "numbers"),
    COUNTING_AND_PROBABILITY("Counting & Probability", "numbers");

    private final String title;
    private final String category;

    MathSubject(String title, String category) {
        this.title = title;
        this.category = category;
    }

    /** {@code Counting & Probability}. */
    public String title() {
        return title;
    }

    /** {@code algebra}, {@code geometry} or {@code numbers}. */
    public String category() {
        return category;
    }

    /** The name of the subject's folder: {@code counting_and_probability}. */
    public String folder() {
        return title.toLowerCase(Locale.ROOT).replace("&", "and").replace(' ', '_');
    }

    static MathSubject titled(String title) {
        for (MathSubject subject : values()) {
            if (subject.title.equals(title)) {
                return subject;
            }
        }
        String known = Arrays.stream(values()).map(MathSubject::title).collect(Collectors.joining(", "));
        throw new RefusedException("unknown subject '" + title + "'; expected one of " + known);
    }
}
