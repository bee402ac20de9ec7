package lockpick.study.task.composition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.CompositionConfig.FunctionFamily;

/**
 * The functions of one seed, as the strong and as the weak policy see them. Within each family the functions differ from
 * one another and from the identity; numbers are dealt out at random.
 *
 * @param strong what each function does
 * @param weak the same, with the identity in place of the functions of the identity set
 */
record World(List<DigitFunction> strong, List<DigitFunction> weak) {

    /** 4! orders of four positions, without the one that moves nothing. */
    private static final int POSITION_PERMUTATIONS = 23;

    static World of(CompositionConfig config, Seed seed) {
        record Made(DigitFunction strong, DigitFunction weak) {}
        List<FunctionFamily> families = config.families();
        List<Made> functions = new ArrayList<>();
        for (int family = 0; family < families.size(); family++) {
            int members = share(config.functions(), families.size(), family);
            int identities = share(config.identities(), families.size(), family);
            List<DigitFunction> made = members(families.get(family), members, seed);
            for (int i = 0; i < members; i++) {
                functions.add(new Made(made.get(i), i < identities ? new DigitFunction.Identity() : made.get(i)));
            }
        }
        Collections.shuffle(
                functions, Random.from(seed.stream("function numbers").generator()));
        return new World(
                functions.stream().map(Made::strong).toList(),
                functions.stream().map(Made::weak).toList());
    }

    /** How many of {@code total} fall to a family when all get as equal a share as can be. */
    private static int share(int total, int families, int family) {
        return total / families + (family < total % families ? 1 : 0);
    }

    private static List<DigitFunction> members(FunctionFamily family, int count, Seed seed) {
        RandomGenerator random = seed.stream("functions", family).generator();
        int length = switch (family) {
            case DIGIT_BIJECTIONS -> 10;
            case POSITION_PERMUTATIONS -> Inputs.DIGITS;
        };
        Set<List<Integer>> seen = new HashSet<>();
        seen.add(IntStream.range(0, length).boxed().toList()); // the identity
        if (family == FunctionFamily.POSITION_PERMUTATIONS && count > POSITION_PERMUTATIONS) {
            throw new IllegalArgumentException("composition: there are only " + POSITION_PERMUTATIONS
                    + " position permutations, but " + count + " were asked for");
        }
        List<DigitFunction> members = new ArrayList<>();
        while (members.size() < count) {
            List<Integer> images =
                    new ArrayList<>(IntStream.range(0, length).boxed().toList());
            Collections.shuffle(images, Random.from(random));
            if (seen.add(images)) {
                int[] table = images.stream().mapToInt(Integer::intValue).toArray();
                members.add(
                        switch (family) {
                            case DIGIT_BIJECTIONS -> new DigitFunction.DigitBijection(table);
                            case POSITION_PERMUTATIONS -> new DigitFunction.PositionPermutation(table);
                        });
            }
        }
        return members;
    }

    /** Both results of a problem as text: {@code 0 9 0 7 | 0 0 7 9}. */
    static String results(List<DigitFunction> functions, Inputs inputs) {
        int[] first = functions.get(inputs.first()).apply(inputs.digits());
        int[] second = functions.get(inputs.second()).apply(first);
        return words(first) + " | " + words(second);
    }

    static String words(int[] digits) {
        return String.join(" ", Arrays.stream(digits).mapToObj(String::valueOf).toList());
    }
}
