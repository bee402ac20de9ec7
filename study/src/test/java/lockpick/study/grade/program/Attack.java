package lockpick.study.grade.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lockpick.study.grade.program.ProgramTests.InputOutput;

/**
 * A program that tries what it must not, from {@code attacks.txt}.
 *
 * @param tries what it tries
 * @param reason how the reason of its grade begins
 */
record Attack(String language, String tries, String reason, String body) {

    private static final InputOutput TESTS = new InputOutput(
            List.of(new InputOutput.Run("attack\n", "held\n"), new InputOutput.Run("behave\n", "fine\n")));
    private static final String MARK = "==== ";

    static List<Attack> all() throws IOException {
        List<Attack> attacks = new ArrayList<>();
        String[] sections = text("attacks.txt").split("(?m)^" + MARK);
        for (String section : List.of(sections).subList(1, sections.length)) {
            int end = section.indexOf('\n');
            String[] head = section.substring(0, end).split(" \\| ", 3);
            attacks.add(new Attack(head[0], head[1], head[2], section.substring(end + 1)));
        }
        return attacks;
    }

    ProgramCandidate candidate() throws IOException {
        Program program =
                switch (language) {
                    case "C++" -> new Program.Cpp(text("attack.cpp").replace("ATTACK", body));
                    case "whole C++" -> new Program.Cpp(body);
                    case "Python" ->
                        new Program.Python(text("attack.py").replace("ATTACK", body.strip().indent(4)));
                    default -> throw new IllegalStateException("attacks.txt: no language " + language);
                };
        return new ProgramCandidate(program, TESTS);
    }

    /** Whether it is no attack() in a frame, and so has no second test to pass. */
    boolean isWhole() {
        return language.startsWith("whole");
    }

    private static String text(String name) throws IOException {
        try (InputStream in = Attack.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public String toString() {
        return language + " " + tries;
    }
}
