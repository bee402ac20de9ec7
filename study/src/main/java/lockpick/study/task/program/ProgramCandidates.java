package lockpick.study.task.program;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lockpick.study.grade.program.CompletionCode;
import lockpick.study.grade.program.Program;
import lockpick.study.grade.program.ProgramCandidate;
import lockpick.study.grade.program.ProgramTests;
import lockpick.study.grade.program.ProgramTests.Assertions;
import lockpick.study.grade.program.ProgramTests.Calls;
import lockpick.study.grade.program.ProgramTests.InputOutput;
import lockpick.study.task.apps.AppsRecord;
import lockpick.study.task.apps.AppsTests;
import lockpick.study.task.data.ProgramLanguage;
import lockpick.study.task.data.RefusedException;
import lockpick.study.task.humaneval.HumanEvalRecord;
import lockpick.study.task.mbpp.MbppRecord;
import lockpick.study.task.mbxp.MbxpRecord;

/** Joins what a model wrote for a problem and the problem's tests, for each kind of record. */
public final class ProgramCandidates {

    private static final Pattern LAST_CPP_FUNCTION =
            Pattern.compile("(\\w+)\\s*\\([^()]*\\)\\s*(const\\s*)?\\{\\s*\\z");
    private static final Pattern CALLS_CHECK = Pattern.compile("(?m)^check\\(");

    private ProgramCandidates() {}

    /** A C++ program that reads standard input: the paper's code task. */
    public static ProgramCandidate cpp(List<InputOutput.Run> runs, String completion) {
        return new ProgramCandidate(CompletionCode.cpp(completion), new InputOutput(runs));
    }

    /**
     * A whole program, or for problems with calls a function or class.
     *
     * @throws RefusedException if the problem has no tests, or calls and the language is C++
     */
    public static ProgramCandidate apps(AppsRecord problem, ProgramLanguage language, String completion) {
        AppsTests tests = problem.tests()
                .orElseThrow(() -> new RefusedException("problem " + problem.id() + " has no tests to grade by"));
        if (language == ProgramLanguage.CPP && tests instanceof AppsTests.Calls) {
            throw new RefusedException(
                    "problem " + problem.id() + " is tested by calls of a Python function; expected Python");
        }
        Program program = switch (language) {
            case CPP -> CompletionCode.cpp(completion);
            case PYTHON -> CompletionCode.python(completion);
        };
        return new ProgramCandidate(program, of(tests));
    }

    /** A Python program with the function that the tests call. */
    public static ProgramCandidate mbpp(MbppRecord problem, String completion) {
        String code = CompletionCode.python(completion).source();
        Program program = new Program.Python(problem.setup().isEmpty() ? code : code + "\n" + problem.setup());
        return new ProgramCandidate(program, new Assertions(problem.tests()));
    }

    /** The rest of a function, or all of it. */
    public static ProgramCandidate humanEval(HumanEvalRecord problem, String completion) {
        Program program = switch (problem.language()) {
            case CPP -> CompletionCode.cppFunction(problem.prompt(), cppFunction(problem), completion);
            case PYTHON -> CompletionCode.pythonFunction(problem.prompt(), problem.function(), completion);
        };
        return new ProgramCandidate(program, assertions(problem.language(), problem.test(), problem.function()));
    }

    /** The rest of a function, or all of it. */
    public static ProgramCandidate mbxp(MbxpRecord problem, String completion) {
        Optional<String> function = Optional.of(problem.function());
        Program program = switch (problem.language()) {
            case CPP -> CompletionCode.cppFunction(problem.prompt(), function, completion);
            case PYTHON -> CompletionCode.pythonFunction(problem.prompt(), function, completion);
        };
        return new ProgramCandidate(program, assertions(problem.language(), problem.test(), function));
    }

    /**
     * Python tests define {@code check}, and most leave it to the reader to call it. A function to write may itself be
     * called {@code check}, so it is kept before the tests are read.
     */
    private static Assertions assertions(ProgramLanguage language, String test, Optional<String> function) {
        boolean isWhole =
                language == ProgramLanguage.CPP || CALLS_CHECK.matcher(test).find();
        String kept = "function_to_check";
        return new Assertions(List.of(
                isWhole ? test : kept + " = " + function.orElseThrow() + "\n" + test + "\n\ncheck(" + kept + ")\n"));
    }

    /** HumanEval-X does not name its functions, and the pack names two of them otherwise than its prompts do. */
    private static Optional<String> cppFunction(HumanEvalRecord problem) {
        Matcher header = LAST_CPP_FUNCTION.matcher(problem.prompt());
        return header.find() ? Optional.of(header.group(1)) : problem.function();
    }

    private static ProgramTests of(AppsTests tests) {
        return switch (tests) {
            case AppsTests.StandardInput standardInput ->
                new InputOutput(standardInput.runs().stream()
                        .map(run -> new InputOutput.Run(run.input(), run.output()))
                        .toList());
            case AppsTests.Calls calls ->
                new Calls(
                        calls.function(),
                        calls.calls().stream()
                                .map(call -> new Calls.Call(call.arguments(), call.meant()))
                                .toList());
        };
    }
}
