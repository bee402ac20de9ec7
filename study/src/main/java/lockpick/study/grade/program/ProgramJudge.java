package lockpick.study.grade.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lockpick.study.grade.Grade;
import lockpick.study.grade.program.Compilation.Compiled;
import lockpick.study.grade.program.Compilation.Failed;
import lockpick.study.grade.program.Compilation.Refused;
import lockpick.study.grade.program.ProgramTests.Assertions;
import lockpick.study.grade.program.ProgramTests.Calls;
import lockpick.study.grade.program.ProgramTests.InputOutput;
import lockpick.study.sandbox.Box;
import lockpick.study.sandbox.BoxSettings;
import lockpick.study.sandbox.BrokenBoxException;
import lockpick.study.sandbox.Command;
import lockpick.study.sandbox.Sandbox;
import lockpick.study.sandbox.Tools;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Compiles one program and runs its tests, all of them in one box. */
final class ProgramJudge {

    private static final Pattern DEFINED = Pattern.compile("(?m)^[ \\t]*#[ \\t]*define[ \\t]+(\\w+)");

    private final Sandbox sandbox;
    private final Tools tools;
    private final Path cache;
    private final ProgramLimits limits;
    private final boolean all;
    private final SecureRandom tokens = new SecureRandom();
    private @Nullable CppCompiler compiler;
    private @Nullable Harness harness;

    /**
     * @param cache for what is compiled once
     * @param all whether the tests after a failed one are run, too
     */
    ProgramJudge(Sandbox sandbox, Tools tools, Path cache, ProgramLimits limits, boolean all) {
        this.sandbox = sandbox;
        this.tools = tools;
        this.cache = cache;
        this.limits = limits;
        this.all = all;
    }

    /** What decides the grade of a program in this language, beside its text and its tests. */
    List<String> identity(Program program) throws IOException {
        return switch (program) {
            case Program.Cpp cpp -> List.of("C++", Toolchain.of(tools).identity(), limits.toString());
            case Program.Python python -> {
                List<String> texts = new ArrayList<>(List.of("Python", limits.toString()));
                texts.addAll(harness().identity());
                yield texts;
            }
        };
    }

    /** @throws BrokenBoxException if the sandbox ended early */
    ProgramReport judge(ProgramCandidate candidate) throws IOException {
        return switch (candidate.program()) {
            case Program.Cpp cpp -> judgeCpp(cpp.source(), candidate.tests());
            case Program.Python python -> judgePython(python.source(), candidate.tests());
        };
    }

    private ProgramReport judgeCpp(String source, ProgramTests tests) throws IOException {
        boolean assertions = tests instanceof Assertions;
        String text = tests instanceof Assertions given
                ? withTests(source, given.texts().getFirst())
                : source;
        Compilation compilation = compiler().compile(text, assertions);
        return switch (compilation) {
            case Refused refused -> ProgramReport.without(Grade.incorrect(refused.reason()));
            case Failed failed -> ProgramReport.without(Grade.undecided(failed.reason()));
            case Compiled compiled -> {
                try (Box box = sandbox.box(BoxSettings.program(limits.memoryBytes()))) {
                    TestRuns runs = new TestRuns(box, limits, all);
                    Command command = Command.image(compiled.image(), "program");
                    yield switch (tests) {
                        case InputOutput inputOutput -> {
                            box.command(command);
                            yield runs.inputOutput(inputOutput).report();
                        }
                        case Assertions texts -> {
                            String token = newToken();
                            box.command(command.withDescriptor3(token.getBytes(StandardCharsets.UTF_8)));
                            yield runs.assertions(token).report();
                        }
                        case Calls calls -> throw new IllegalStateException("ProgramCandidate has refused this");
                    };
                }
            }
        };
    }

    private ProgramReport judgePython(String source, ProgramTests tests) throws IOException {
        try (Box box = sandbox.box(BoxSettings.interpreted(limits.memoryBytes()))) {
            TestRuns runs = new TestRuns(box, limits, all);
            return switch (tests) {
                case InputOutput inputOutput -> {
                    box.command(harness().forInput(source));
                    yield runs.inputOutput(inputOutput).report();
                }
                case Calls calls -> {
                    box.command(harness().forCalls(source, calls.function()));
                    yield runs.calls(calls).report();
                }
                case Assertions assertions -> {
                    String token = newToken();
                    box.command(harness().forAssertions(given(source, assertions, token)));
                    yield runs.assertions(assertions, token).report();
                }
            };
        }
    }

    /** The program, then its tests, for which the words that it made macros mean again what they say. */
    private static String withTests(String source, String tests) {
        Set<String> macros = new LinkedHashSet<>();
        Matcher matcher = DEFINED.matcher(source);
        while (matcher.find()) {
            macros.add(matcher.group(1));
        }
        StringBuilder text = new StringBuilder(source).append('\n');
        macros.stream()
                .filter(macro ->
                        Pattern.compile("\\b" + macro + "\\b").matcher(tests).find())
                .forEach(macro -> text.append("#undef ").append(macro).append('\n'));
        return text.append(tests).append('\n').toString();
    }

    private byte[] given(String source, Assertions assertions, String token) {
        ObjectNode given = JsonMapper.shared().createObjectNode();
        given.put("token", token).put("stop", !all).putArray("parts").add(source);
        assertions.texts().forEach(given.withArray("parts")::add);
        return JsonMapper.shared().writeValueAsBytes(given);
    }

    private String newToken() {
        byte[] bytes = new byte[16];
        tokens.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private synchronized CppCompiler compiler() throws IOException {
        if (compiler == null) {
            compiler = CppCompiler.prepared(sandbox, Toolchain.of(tools), cache, limits);
        }
        return compiler;
    }

    private synchronized Harness harness() throws IOException {
        if (harness == null) {
            harness = Harness.of(tools.need("python3"));
        }
        return harness;
    }
}
