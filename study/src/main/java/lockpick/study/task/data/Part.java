package lockpick.study.task.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The part of a data set for which its authors meant a problem. */
public enum Part {
    TEST("test"),
    TRAIN("train"),
    VALIDATION("val"),
    /** Examples to show in prompts. */
    DEV("dev");

    private final String word;

    Part(String word) {
        this.word = word;
    }

    /** Begins ids. */
    public String word() {
        return word;
    }

    /** The part a word means. */
    public static Optional<Part> ofWord(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "test" -> Optional.of(TEST);
            case "train" -> Optional.of(TRAIN);
            case "val", "valid", "validation" -> Optional.of(VALIDATION);
            case "dev" -> Optional.of(DEV);
            default -> Optional.empty();
        };
    }

    /**
     * The part that a file's name or one of the two folders above it tells: {@code MATH/train/algebra/1.json},
     * {@code anatomy_test.csv}, {@code test-00000-of-00001.parquet}.
     *
     * @throws RefusedException if none of them does
     */
    public static Part of(Path file) {
        Path path = file.toAbsolutePath();
        for (int up = 0; up < 3 && path != null && path.getFileName() != null; up++) {
            for (String word :
                    List.of(path.getFileName().toString().split("[^A-Za-z]+")).reversed()) {
                Optional<Part> part = ofWord(word);
                if (part.isPresent()) {
                    return part.get();
                }
            }
            path = path.getParent();
        }
        throw new RefusedException("neither the file's name nor the two folders above it tell the part;"
                + " expected train, test, val or dev in one of them");
    }
}
