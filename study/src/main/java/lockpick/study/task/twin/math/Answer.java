package lockpick.study.task.twin.math;

/** What a problem asks for, in both notations. */
sealed interface Answer {

    String latex();

    String asciiMath();

    /** A whole number. */
    record Whole(int value) implements Answer {
        @Override
        public String latex() {
            return String.valueOf(value);
        }

        @Override
        public String asciiMath() {
            return String.valueOf(value);
        }
    }

    /** A fraction, in lowest terms where no mistake was made. */
    record Fraction(int numerator, int denominator) implements Answer {
        @Override
        public String latex() {
            return "\\frac{" + numerator + "}{" + denominator + "}";
        }

        @Override
        public String asciiMath() {
            return numerator + "/" + denominator;
        }
    }

    /** A square root, of a number without square factors where no mistake was made. */
    record Root(int radicand) implements Answer {
        @Override
        public String latex() {
            return "\\sqrt{" + radicand + "}";
        }

        @Override
        public String asciiMath() {
            return "sqrt(" + radicand + ")";
        }
    }
}
