package lockpick.study.task.twin.math;

import static lockpick.study.task.math.MathSubject.ALGEBRA;
import static lockpick.study.task.math.MathSubject.INTERMEDIATE_ALGEBRA;
import static lockpick.study.task.math.MathSubject.PREALGEBRA;

import java.util.List;
import lockpick.study.task.twin.math.Kind.Question;

/** Buying and eating, functions, equations, roots of polynomials. */
final class AlgebraKinds {

    static final List<Kind> ALL = List.of(
            new Kind(PREALGEBRA, 1, true, AlgebraKinds::buysMore),
            new Kind(PREALGEBRA, 1, true, AlgebraKinds::losesSome),
            new Kind(PREALGEBRA, 2, true, AlgebraKinds::buysBags),
            new Kind(ALGEBRA, 1, true, AlgebraKinds::shift),
            new Kind(ALGEBRA, 2, true, AlgebraKinds::linearFunction),
            new Kind(ALGEBRA, 2, true, AlgebraKinds::linearEquation),
            new Kind(INTERMEDIATE_ALGEBRA, 1, true, AlgebraKinds::rootSum),
            new Kind(INTERMEDIATE_ALGEBRA, 2, true, AlgebraKinds::square),
            new Kind(INTERMEDIATE_ALGEBRA, 3, true, AlgebraKinds::coefficients));

    private static final List<String> NAMES = List.of("Ana", "Leo", "Eva", "Hugo");
    private static final List<String> FUNCTIONS = List.of("f", "g", "h", "p");
    private static final List<Words> THINGS = List.of(
            new Words("apples", "manzanas"),
            new Words("cards", "cartas"),
            new Words("coins", "monedas"),
            new Words("stamps", "estampas"));

    private AlgebraKinds() {}

    private static Question buysMore(Draw draw, Sums sums) {
        String name = draw.one(NAMES);
        Words things = draw.one(THINGS);
        int a = draw.number(2, 80);
        int b = draw.digit();
        return Question.whole(
                new Words(
                        name + " has " + a + " " + things.english() + " and buys " + b + " more. How many are there?",
                        name + " tiene " + a + " " + things.spanish() + " y compra " + b + ". ¿Cuántas hay?"),
                sums.add(a, b));
    }

    private static Question losesSome(Draw draw, Sums sums) {
        String name = draw.one(NAMES);
        Words things = draw.one(THINGS);
        int a = draw.number(10, 90);
        int b = draw.digit();
        return Question.whole(
                new Words(
                        name + " has " + a + " " + things.english() + " and loses " + b + ". How many are left?",
                        name + " tiene " + a + " " + things.spanish() + " y pierde " + b + ". ¿Cuántas quedan?"),
                sums.subtract(a, b));
    }

    private static Question buysBags(Draw draw, Sums sums) {
        String name = draw.one(NAMES);
        Words things = draw.one(THINGS);
        int a = draw.digit();
        int b = draw.digit();
        int c = draw.digit();
        return Question.whole(
                new Words(
                        name + " has " + c + " " + things.english() + " and buys " + a + " bags of " + b
                                + ". How many are there?",
                        name + " tiene " + c + " " + things.spanish() + " y compra " + a + " bolsas de " + b
                                + ". ¿Cuántas hay?"),
                sums.add(sums.times(a, b), c));
    }

    private static Question shift(Draw draw, Sums sums) {
        String f = draw.one(FUNCTIONS);
        int b = draw.digit();
        int x = draw.number(2, 80);
        return Question.whole(
                new Words(
                        "Let $" + f + "(x) = x + " + b + "$. Find $" + f + "(" + x + ")$.",
                        "Sea `" + f + "(x) = x + " + b + "`. Halla `" + f + "(" + x + ")`."),
                sums.add(x, b));
    }

    private static Question linearFunction(Draw draw, Sums sums) {
        String f = draw.one(FUNCTIONS);
        int a = draw.digit();
        int b = draw.digit();
        int x = draw.digit();
        return Question.whole(
                new Words(
                        "Let $" + f + "(x) = " + a + "x + " + b + "$. Find $" + f + "(" + x + ")$.",
                        "Sea `" + f + "(x) = " + a + "x + " + b + "`. Halla `" + f + "(" + x + ")`."),
                sums.add(sums.times(a, x), b));
    }

    private static Question linearEquation(Draw draw, Sums sums) {
        String x = draw.one(List.of("x", "y", "z", "t"));
        int a = draw.digit();
        int b = draw.digit();
        int c = a * draw.digit() + b;
        return Question.whole(
                Words.of(
                        "Solve $%1$d%4$s + %2$d = %3$d$ for $%4$s$.",
                        "Resuelve `%1$d%4$s + %2$d = %3$d` para `%4$s`.", a, b, c, x),
                sums.divide(sums.subtract(c, b), a));
    }

    private static Question rootSum(Draw draw, Sums sums) {
        String x = draw.one(List.of("x", "y", "z", "t"));
        int a = draw.number(2, 40);
        int b = draw.digit();
        return Question.whole(
                Words.of(
                        "Find the sum of the roots of $(%3$s - %1$d)(%3$s - %2$d)$.",
                        "Halla la suma de las raíces de `(%3$s - %1$d)(%3$s - %2$d)`.", a, b, x),
                sums.add(a, b));
    }

    private static Question square(Draw draw, Sums sums) {
        String f = draw.one(FUNCTIONS);
        int b = draw.digit();
        int x = draw.digit();
        return Question.whole(
                new Words(
                        "Let $" + f + "(x) = x^2 + " + b + "$. Find $" + f + "(" + x + ")$.",
                        "Sea `" + f + "(x) = x^2 + " + b + "`. Halla `" + f + "(" + x + ")`."),
                sums.add(sums.times(x, x), b));
    }

    private static Question coefficients(Draw draw, Sums sums) {
        int a = draw.digit();
        int b = draw.digit();
        return Question.whole(
                Words.of(
                        "Let $(x + %1$d)(x + %2$d) = x^2 + px + q$. Find $p + q$.",
                        "Sea `(x + %1$d)(x + %2$d) = x^2 + px + q`. Halla `p + q`.", a, b),
                sums.add(sums.times(a, b), sums.add(a, b)));
    }
}
