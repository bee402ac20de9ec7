package lockpick.study.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a file holds, reading it ends with a study or with problems in words. */
class StudyFuzzTest {

    private static final String CHARACTERS =
            ":-[]{}&*!|>'\"#%@`,?~<=\t\n 0159eEaAxX._+\\\u0000\u001b\u00e9\u2028\uD83D\uDE00";

    @Test
    void damagedTextGivesProblemsAndNoOtherException() throws IOException {
        String right = Files.readString(Studies.SHIPPED.resolve("quickstart.yaml"));
        int read = 0;
        for (long seed = 0; seed < 4_000; seed++) {
            String damaged = damaged(right, new Random(seed));
            try {
                StudyFile.parse(Path.of("damaged.yaml"), damaged);
                read++;
            } catch (StudyProblems e) {
                assertThat(e.problems()).as("seed %d", seed).isNotEmpty();
                assertThat(e.getMessage()).as("seed %d", seed).doesNotContain("\u001b", "null", "Exception");
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ":\n" + damaged, e);
            }
        }
        assertThat(read).isBetween(100, 3_900); // else the damage shows nothing
    }

    private static String damaged(String text, Random random) {
        var damaged = new StringBuilder(text);
        for (int i = 0; i <= random.nextInt(4); i++) {
            int at = random.nextInt(damaged.length());
            char c = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
            switch (random.nextInt(4)) {
                case 0 -> damaged.deleteCharAt(at);
                case 1 -> damaged.insert(at, c);
                case 2 -> damaged.setCharAt(at, c);
                default -> damaged.delete(at, Math.min(damaged.length(), at + random.nextInt(80)));
            }
        }
        return damaged.toString();
    }
}
