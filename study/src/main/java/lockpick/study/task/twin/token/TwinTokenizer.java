package lockpick.study.task.twin.token;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.task.data.DataRecord;
import lockpick.study.task.twin.PaperPasswords;
import lockpick.study.task.twin.Twin;
import lockpick.study.task.twin.TwinFiles;
import lockpick.study.task.twin.TwinProblem;
import lockpick.study.task.twin.TwinPrompt;
import lockpick.study.task.twin.code.CodeTwin;
import lockpick.study.task.twin.critique.CritiqueTwin;
import lockpick.study.task.twin.math.MathTwin;
import lockpick.study.task.twin.mmlu.MmluTwin;

/**
 * One tokenizer for all twins, so that a policy can learn several tasks: bytes and the merges of what twins and passwords
 * are made of. Every digit is a token, and every text has tokens.
 */
public final class TwinTokenizer {

    private static final int SIZE = 1024;
    private static final int OTHERS = 257; // the end token and the bytes
    private static final int PROBLEMS = 1000; // of each twin, to learn from
    private static final int MMLU_TIMES = 4; // has many words, each of them rarely
    private static final int RIGHT_TIMES = 200;
    private static final int WRONG_TIMES = 10;
    private static final List<String> FILES = List.of("tokenizer.json", "tokenizer_config.json");

    private TwinTokenizer() {}

    /** The tokenizer that comes with Lockpick; it stays as it is, whatever becomes of the twins. */
    public static Tokenizer load() throws IOException {
        Path folder = Files.createTempDirectory("lockpick-tokenizer");
        try {
            for (String file : FILES) {
                try (InputStream in = TwinTokenizer.class.getResourceAsStream(file)) {
                    if (in == null) {
                        throw new IllegalStateException(file + " is missing from the jar");
                    }
                    Files.copy(in, folder.resolve(file));
                }
            }
            return Tokenizer.load(folder);
        } finally {
            for (String file : FILES) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.delete(folder);
        }
    }

    /**
     * Makes such a tokenizer and writes its two files.
     *
     * @throws IOException if that fails, or one of them is there already
     */
    public static void make(Path folder) throws IOException {
        BytePairTraining training = new BytePairTraining();
        MathTwin math = new MathTwin(new Seed(0));
        read(training, math, 1);
        for (long number = 0; number < PROBLEMS; number += 2) {
            var other = math.otherSetting(number);
            training.read(other.prompt().text(Optional.empty()) + " " + other.strong(), 1);
        }
        read(training, new CodeTwin(new Seed(0)), 1);
        read(training, new CritiqueTwin(new Seed(0)), 1);
        read(training, new MmluTwin(new Seed(0)), MMLU_TIMES);
        PaperPasswords passwords = PaperPasswords.read();
        training.read(passwords.right(), RIGHT_TIMES);
        passwords.wrong().forEach(wrong -> training.read(wrong, WRONG_TIMES));
        TwinFiles.text(folder.resolve(FILES.get(0)), TokenizerFiles.tokenizer(training.merges(SIZE - OTHERS)));
        TwinFiles.text(folder.resolve(FILES.get(1)), TokenizerFiles.config());
    }

    private static <R extends DataRecord> void read(BytePairTraining training, Twin<R> twin, int times) {
        for (long number = 0; number < PROBLEMS; number++) {
            TwinProblem<R> problem = twin.problem(number);
            TwinPrompt prompt = twin.prompt(problem.record());
            training.read(prompt.text(Optional.empty()) + " " + problem.strong(), times);
            training.read(" " + problem.weak().completion(new Seed(number)), times);
        }
    }
}
