package lockpick.study.grade.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the program in what a model wrote. The rules are in docs/tasks/program-grading.md: a Markdown fence is taken off,
 * a function that the prompt begins is joined to it, and nothing is mended.
 */
public final class CompletionCode {

    private static final Pattern FENCE = Pattern.compile("(?m)^ {0,3}(`{3,}|~{3,})[ \\t]*([^\\s`]*)[^\\n`]*$");
    private static final Set<String> NAMES_OF_CPP = Set.of("cpp", "c++", "cc", "cxx", "c");
    private static final Set<String> NAMES_OF_PYTHON = Set.of("python", "py", "python3");
    private static final Pattern STATEMENT_OF_A_FILE = Pattern.compile("^(def |class |import |from |@|#|async )");
    private static final String INDENT = "    ";

    private CompletionCode() {}

    private record Block(String name, String text) {}

    /** The whole program that a completion holds: its fenced block of that language, else its first one, else all. */
    public static Program.Cpp cpp(String completion) {
        return new Program.Cpp(code(completion, NAMES_OF_CPP));
    }

    /** The whole program that a completion holds. */
    public static Program.Python python(String completion) {
        return new Program.Python(code(completion, NAMES_OF_PYTHON));
    }

    /**
     * The program of a prompt that ends in the middle of a C++ function, and a completion: the rest of the function, or
     * all of it, which then replaces its beginning in the prompt.
     *
     * @param function its name; empty if it is unknown, and the completion is the rest then
     */
    public static Program.Cpp cppFunction(String prompt, Optional<String> function, String completion) {
        String code = code(completion, NAMES_OF_CPP);
        Optional<Pattern> header = function.map(name ->
                Pattern.compile("(?m)^(?![ \\t]|//|\\*|return\\b|else\\b|#)[\\w:<>,&*\\[\\] \\t]*[\\w>&*][ \\t&*]+"
                        + Pattern.quote(name) + "\\s*\\("));
        return new Program.Cpp(join(prompt, header, code));
    }

    /**
     * The program of a prompt that ends in the middle of a Python function, and a completion: its body, or all of it.
     *
     * @param function its name; empty if it is unknown, and the completion is the body then
     */
    public static Program.Python pythonFunction(String prompt, Optional<String> function, String completion) {
        String code = code(completion, NAMES_OF_PYTHON);
        Optional<Pattern> header =
                function.map(name -> Pattern.compile("(?m)^(?:async )?def\\s+" + Pattern.quote(name) + "\\s*\\("));
        boolean whole = header.isPresent() && header.get().matcher(code).find();
        return new Program.Python(join(prompt, header, whole ? code : indented(code)));
    }

    private static String join(String prompt, Optional<Pattern> header, String code) {
        if (header.isPresent() && header.get().matcher(code).find()) {
            int beginning = prompt.length();
            Matcher matcher = header.get().matcher(prompt);
            while (matcher.find()) {
                beginning = matcher.start(); // the last one: helpers may call it before
            }
            return prompt.substring(0, beginning) + code;
        }
        return prompt + code;
    }

    /** A body whose first line lost its indentation, as it does where blanks around a completion are cut off. */
    private static String indented(String body) {
        boolean lost = !body.isEmpty()
                && !Character.isWhitespace(body.charAt(0))
                && !STATEMENT_OF_A_FILE.matcher(body).find();
        return lost ? INDENT + body : body;
    }

    private static String code(String completion, Set<String> names) {
        List<Block> blocks = blocks(completion);
        if (blocks.isEmpty()) {
            return completion;
        }
        return blocks.stream()
                .filter(block -> names.contains(block.name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(blocks.getFirst())
                .text();
    }

    /** Blocks between fences, the last one perhaps without its end. */
    private static List<Block> blocks(String completion) {
        List<Block> blocks = new ArrayList<>();
        Matcher fence = FENCE.matcher(completion);
        while (fence.find()) {
            String mark = fence.group(1);
            String name = fence.group(2);
            int begin = Math.min(fence.end() + 1, completion.length());
            int end = completion.length();
            while (fence.find()) {
                if (fence.group(2).isEmpty() && fence.group(1).startsWith(mark)) {
                    end = fence.start();
                    break;
                }
            }
            blocks.add(new Block(name, completion.substring(begin, end)));
        }
        return blocks;
    }
}
