package lockpick.study.grade.program;

import java.io.IOException;
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

    static List<Attack> all() throws IOException {
        return Section.all("attacks.txt").stream()
                .map(section -> new Attack(
                        section.head().getFirst(),
                        section.head().get(1),
                        section.head().getLast(),
                        section.body()))
                .toList();
    }

    ProgramCandidate candidate() throws IOException {
        Program program = switch (language) {
            case "C++" -> new Program.Cpp(Section.text("attack.cpp").replace("ATTACK", body));
            case "whole C++" -> new Program.Cpp(body);
            case "Python" ->
                new Program.Python(
                        Section.text("attack.py").replace("ATTACK", body.strip().indent(4)));
            default -> throw new IllegalStateException("attacks.txt: no language " + language);
        };
        return new ProgramCandidate(program, TESTS);
    }

    /** Whether it is no attack() in a frame, and so has no second test to pass. */
    boolean isWhole() {
        return language.startsWith("whole");
    }

    @Override
    public String toString() {
        return language + " " + tries;
    }
}
