package lockpick.study.task.composition;

/** A function from four digits to four digits. */
sealed interface DigitFunction {

    int[] apply(int[] digits);

    /** Maps each digit by the same bijection: digit d becomes {@code image[d]}. */
    record DigitBijection(int[] image) implements DigitFunction {
        @Override
        public int[] apply(int[] digits) {
            int[] result = new int[digits.length];
            for (int i = 0; i < digits.length; i++) {
                result[i] = image[digits[i]];
            }
            return result;
        }
    }

    /** Moves digits: place i receives the digit at {@code source[i]}. */
    record PositionPermutation(int[] source) implements DigitFunction {
        @Override
        public int[] apply(int[] digits) {
            int[] result = new int[digits.length];
            for (int i = 0; i < digits.length; i++) {
                result[i] = digits[source[i]];
            }
            return result;
        }
    }

    /** What the weak policy puts in place of half of the functions. */
    record Identity() implements DigitFunction {
        @Override
        public int[] apply(int[] digits) {
            return digits.clone();
        }
    }
}
