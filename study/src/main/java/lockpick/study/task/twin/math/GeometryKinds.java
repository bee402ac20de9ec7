package lockpick.study.task.twin.math;

import static lockpick.study.task.math.MathSubject.GEOMETRY;
import static lockpick.study.task.math.MathSubject.PRECALCULUS;

import java.util.List;
import lockpick.study.task.twin.math.Kind.Question;

/** Rectangles, angles, distances, vectors and determinants. */
final class GeometryKinds {

    static final List<Kind> ALL = List.of(
            new Kind(GEOMETRY, 1, true, GeometryKinds::area),
            new Kind(GEOMETRY, 1, true, GeometryKinds::angle),
            new Kind(GEOMETRY, 2, true, GeometryKinds::perimeter),
            new Kind(GEOMETRY, 3, false, GeometryKinds::distance),
            new Kind(PRECALCULUS, 1, true, GeometryKinds::vectorSum),
            new Kind(PRECALCULUS, 2, true, GeometryKinds::scaledVector),
            new Kind(PRECALCULUS, 3, true, GeometryKinds::dotProduct),
            new Kind(PRECALCULUS, 3, true, GeometryKinds::determinant));

    private static final List<Words> RECTANGLES = List.of(
            new Words("rectangle", "rectángulo"),
            new Words("garden", "jardín"),
            new Words("field", "campo"),
            new Words("room", "cuarto"));

    private GeometryKinds() {}

    private static Question area(Draw draw, Sums sums) {
        Words shape = draw.one(RECTANGLES);
        int a = draw.digit();
        int b = draw.digit();
        return Question.whole(
                new Words(
                        "A " + shape.english() + " has sides " + a + " and " + b + ". Find its area.",
                        "Un " + shape.spanish() + " tiene lados " + a + " y " + b + ". Halla su área."),
                sums.times(a, b));
    }

    private static Question angle(Draw draw, Sums sums) {
        String name = draw.one(List.of("A", "B", "C", "P", "Q"));
        int a = draw.number(5, 85);
        return Question.whole(
                Words.of(
                        "In a right triangle, angle %2$s is $%1$d^\\circ$. How many degrees has the other acute angle?",
                        "En un triángulo recto, el ángulo %2$s es `%1$d^@`. ¿Cuántos grados tiene el otro agudo?",
                        a,
                        name),
                sums.subtract(90, a));
    }

    private static Question perimeter(Draw draw, Sums sums) {
        Words shape = draw.one(RECTANGLES);
        int a = draw.number(2, 30);
        int b = draw.digit();
        return Question.whole(
                new Words(
                        "A " + shape.english() + " has sides " + a + " and " + b + ". Find its perimeter.",
                        "Un " + shape.spanish() + " tiene lados " + a + " y " + b + ". Halla su perímetro."),
                sums.times(sums.add(a, b), 2));
    }

    private static Question distance(Draw draw, Sums sums) {
        List<Integer> pair;
        do {
            pair = List.of(draw.number(1, 7), draw.number(1, 7));
        } while (!isSquareFree(pair.get(0) * pair.get(0) + pair.get(1) * pair.get(1)));
        int a = pair.get(0);
        int b = pair.get(1);
        String point = draw.one(List.of("A", "B", "C", "P", "Q"));
        Words words = Words.of(
                "Find the distance from $(0, 0)$ to $%3$s = (%1$d, %2$d)$.",
                "Halla la distancia de `(0, 0)` a `%3$s = (%1$d, %2$d)`.", a, b, point);
        int first = sums.times(a, a);
        return new Question(words, new Answer.Root(sums.add(first, sums.times(b, b))));
    }

    private static boolean isSquareFree(int number) {
        for (int root = 2; root * root <= number; root++) {
            if (number % (root * root) == 0) {
                return false;
            }
        }
        return true;
    }

    private static Question vectorSum(Draw draw, Sums sums) {
        int a = draw.number(2, 80);
        int b = draw.digit();
        int c = draw.digit();
        int d = draw.digit();
        Words words = draw.number(0, 1) == 0
                ? Words.of(
                        "Find $x$ if $(%d, %d) + (%d, %d) = (x, y)$.",
                        "Halla `x` si `(%d, %d) + (%d, %d) = (x, y)`.", a, c, b, d)
                : Words.of(
                        "Find $y$ if $(%d, %d) + (%d, %d) = (x, y)$.",
                        "Halla `y` si `(%d, %d) + (%d, %d) = (x, y)`.", c, a, d, b);
        return Question.whole(words, sums.add(a, b));
    }

    private static Question scaledVector(Draw draw, Sums sums) {
        int k = draw.digit();
        int a = draw.digit();
        int b = draw.digit();
        return Question.whole(
                Words.of(
                        "Let $v = (%2$d, %3$d)$. Find the sum of the parts of $%1$dv$.",
                        "Sea `v = (%2$d, %3$d)`. Halla la suma de las partes de `%1$dv`.", k, a, b),
                sums.times(sums.add(a, b), k));
    }

    private static Question dotProduct(Draw draw, Sums sums) {
        int a = draw.digit();
        int b = draw.digit();
        int c = draw.digit();
        int d = draw.digit();
        Words words = Words.of(
                "Find $(%1$d, %2$d) \\cdot (%3$d, %4$d)$.", "Halla `(%1$d, %2$d) * (%3$d, %4$d)`.", a, b, c, d);
        int first = sums.times(a, c);
        return Question.whole(words, sums.add(first, sums.times(b, d)));
    }

    private static Question determinant(Draw draw, Sums sums) {
        int a = draw.digit();
        int b = draw.digit();
        int c = draw.digit();
        int d = draw.digit();
        Words words =
                Words.of("Find $\\det(%1$d, %2$d; %3$d, %4$d)$.", "Halla `det(%1$d, %2$d; %3$d, %4$d)`.", a, b, c, d);
        int first = sums.times(a, d);
        return Question.whole(words, sums.subtract(first, sums.times(b, c)));
    }
}
