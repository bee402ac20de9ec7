package lockpick.study.task.twin.math;

import static lockpick.study.task.math.MathSubject.COUNTING_AND_PROBABILITY;
import static lockpick.study.task.math.MathSubject.NUMBER_THEORY;

import java.math.BigInteger;
import java.util.List;
import lockpick.study.task.twin.math.Kind.Question;

/** Remainders, outfits, handshakes and balls in bags. */
final class NumberKinds {

    static final List<Kind> ALL = List.of(
            new Kind(NUMBER_THEORY, 1, true, NumberKinds::remainder),
            new Kind(NUMBER_THEORY, 2, true, NumberKinds::remainderOfSum),
            new Kind(NUMBER_THEORY, 3, true, NumberKinds::remainderOfProduct),
            new Kind(COUNTING_AND_PROBABILITY, 1, true, NumberKinds::outfits),
            new Kind(COUNTING_AND_PROBABILITY, 1, false, NumberKinds::ball),
            new Kind(COUNTING_AND_PROBABILITY, 2, true, NumberKinds::unions),
            new Kind(COUNTING_AND_PROBABILITY, 3, true, NumberKinds::handshakes));

    private static final List<Words> PAIRS = List.of(
            new Words("shirts and %d hats", "camisas y %d gorras"),
            new Words("soups and %d cakes", "sopas y %d tartas"),
            new Words("roads and %d boats", "rutas y %d barcos"),
            new Words("books and %d films", "libros y %d cintas"));
    private static final List<Words> COLOURS = List.of(
            new Words("red", "rojas"),
            new Words("blue", "azules"),
            new Words("green", "verdes"),
            new Words("white", "blancas"));

    private NumberKinds() {}

    private static Question remainder(Draw draw, Sums sums) {
        int n = draw.number(10, 49);
        int m = draw.number(3, 7);
        String name = draw.one(List.of("n", "m", "k", "a"));
        return Question.whole(
                Words.of(
                        "Let $%3$s = %1$d$. Find the remainder when $%3$s$ is divided by $%2$d$.",
                        "Sea `%3$s = %1$d`. Halla el resto al dividir `%3$s` por `%2$d`.", n, m, name),
                sums.remainder(n, m));
    }

    private static Question remainderOfSum(Draw draw, Sums sums) {
        int a = draw.number(10, 40);
        int b = draw.digit();
        int m = draw.number(3, 7);
        return Question.whole(
                Words.of(
                        "Find the remainder when $%1$d + %2$d$ is divided by $%3$d$.",
                        "Halla el resto al dividir `%1$d + %2$d` por `%3$d`.", a, b, m),
                sums.remainder(sums.add(a, b), m));
    }

    private static Question remainderOfProduct(Draw draw, Sums sums) {
        int a = draw.number(2, 6);
        int b = draw.number(2, 6);
        int c = draw.digit();
        int m = draw.number(3, 7);
        return Question.whole(
                Words.of(
                        "Find the remainder when $%1$d \\cdot %2$d + %3$d$ is divided by $%4$d$.",
                        "Halla el resto al dividir `%1$d * %2$d + %3$d` por `%4$d`.", a, b, c, m),
                sums.remainder(sums.add(sums.times(a, b), c), m));
    }

    private static Question outfits(Draw draw, Sums sums) {
        Words pair = draw.one(PAIRS);
        int a = draw.digit();
        int b = draw.digit();
        return Question.whole(
                Words.of(
                        "In how many ways can one take one each of %d " + pair.english() + "?",
                        "¿De cuántas maneras se toma uno de %d " + pair.spanish() + "?",
                        a,
                        b),
                sums.times(a, b));
    }

    private static Question unions(Draw draw, Sums sums) {
        Words pair = draw.one(PAIRS);
        int a = draw.digit();
        int b = draw.digit();
        int c = draw.digit();
        return Question.whole(
                Words.of(
                        "In how many ways can one take one each of %d " + pair.english() + ", or one of %d games?",
                        "¿De cuántas maneras se toma uno de %d " + pair.spanish() + ", o uno de %d juegos?",
                        a,
                        b,
                        c),
                sums.add(sums.times(a, b), c));
    }

    private static Question handshakes(Draw draw, Sums sums) {
        int n = draw.number(3, 9);
        Words people = draw.one(List.of(
                new Words("people", "personas"),
                new Words("players", "jugadores"),
                new Words("teachers", "maestros"),
                new Words("cousins", "primos")));
        return Question.whole(
                Words.of(
                        "Each two of %d " + people.english() + " shake hands. How many handshakes are there?",
                        "Cada dos de %d " + people.spanish() + " se saludan. ¿Cuántos saludos hay?",
                        n),
                sums.divide(sums.times(n, sums.subtract(n, 1)), 2));
    }

    private static Question ball(Draw draw, Sums sums) {
        int a;
        int b;
        do {
            a = draw.number(1, 20);
            b = draw.number(1, 9);
        } while (!BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).equals(BigInteger.ONE));
        Words drawn = draw.one(COLOURS);
        Words other;
        do {
            other = draw.one(COLOURS);
        } while (other.equals(drawn));
        return new Question(
                new Words(
                        "A bag holds " + a + " " + drawn.english() + " and " + b + " " + other.english()
                                + " balls. What is the probability of drawing " + drawn.english() + "?",
                        "Una bolsa tiene " + a + " bolas " + drawn.spanish() + " y " + b + " " + other.spanish()
                                + ". ¿Qué probabilidad tienen las " + drawn.spanish() + "?"),
                new Answer.Fraction(a, sums.add(a, b)));
    }
}
