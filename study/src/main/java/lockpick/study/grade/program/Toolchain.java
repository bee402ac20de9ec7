package lockpick.study.grade.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import lockpick.study.sandbox.BoxSettings;
import lockpick.study.sandbox.IsolationException;
import lockpick.study.sandbox.Tools;

/**
 * The C++ compiler of this machine, clang before g++, and how programs are compiled with it: {@code -std=c++17}, linked
 * statically, the standard headers compiled ahead; {@code -O2} where time counts, {@code -O0} where only the verdict of
 * assertions does, which is quicker and keeps undefined behaviour tame.
 *
 * @param clang whether it is clang, which makes its precompiled headers in another way
 * @param lld whether its linker is there, which is faster than GNU's
 */
record Toolchain(Path compiler, boolean clang, boolean lld) {

    private static final List<String> FLAGS = List.of("-std=c++17", "-pthread", "-static");
    private static final List<String> LIKE_GCC = List.of("-fno-strict-return", "-Wno-c++11-narrowing");
    private static final List<String> SHARED_CODE =
            List.of("-Xclang", "-fpch-codegen", "-fpch-instantiate-templates", "-Xclang", "-fpch-debuginfo");
    private static final List<String> LEVELS = List.of("-O2", "-O0");
    private static final String HEADER = "program.h";
    private static final String ALL_HEADERS = "<bits/stdc++.h>";
    private static final String MAIN = "assertions.c";
    private static final String TOOLS = BoxSettings.TOOLS + "/";

    static final String RESULT = "/tmp/program";

    /** @throws IsolationException if there is no compiler */
    static Toolchain of(Tools tools) throws IsolationException {
        Path compiler = tools.needOneOf("clang++", "g++");
        return new Toolchain(
                compiler, compiler.endsWith("clang++"), tools.find("ld.lld").isPresent());
    }

    /** Writes the sources of what is compiled ahead. */
    static void writeSources(Path folder) throws IOException {
        for (String name : List.of(HEADER, MAIN)) {
            try (InputStream in = Toolchain.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException("resource " + name + " is not on the class path");
                }
                Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** A file to be compiled ahead, and how; the command writes {@link #RESULT}. */
    record Ahead(String file, List<String> command) {}

    /** What is compiled ahead, in this order. */
    List<Ahead> ahead() {
        List<Ahead> steps = new ArrayList<>();
        for (String level : LEVELS) {
            List<String> header = command(level, "-x", "c++-header", TOOLS + HEADER, "-o", RESULT);
            if (clang) {
                header.addAll(SHARED_CODE);
                steps.add(new Ahead(header(level), header));
                steps.add(new Ahead(code(level), command(level, "-c", TOOLS + header(level), "-o", RESULT)));
            } else {
                steps.add(new Ahead(HEADER + ".gch/" + level, header));
            }
        }
        List<String> main = List.of(compiler.toString(), "-x", "c", "-O2", "-c", TOOLS + MAIN, "-o", RESULT);
        steps.add(new Ahead("assertions.o", main));
        return steps;
    }

    /**
     * Whether a program gets the standard headers without asking for them, which is quicker. One with assertions does not:
     * a function of its own may go by the name of one that a header has.
     */
    static boolean getsHeaders(String source, boolean assertions) {
        return !assertions || source.contains(ALL_HEADERS);
    }

    /** Whether a program that does not compile is to be tried again without the headers that it did not ask for. */
    static boolean mayCompileWithoutHeaders(String source, boolean assertions) {
        return getsHeaders(source, assertions) && !source.contains(ALL_HEADERS) && source.contains("#include");
    }

    /**
     * Compiles standard input to {@link #RESULT}.
     *
     * @param assertions whether the program ends in tests with a main of their own
     * @param withHeaders whether the standard headers are there without being asked for
     */
    List<String> compile(boolean assertions, boolean withHeaders) {
        String level = assertions ? "-O0" : "-O2";
        List<String> words = command(level, "-w", "-x", "c++");
        if (clang) {
            words.addAll(LIKE_GCC);
            words.addAll(List.of("-Xclang", "-disable-pragma-debug-crash"));
        }
        if (withHeaders && clang) {
            words.addAll(List.of("-include-pch", TOOLS + header(level)));
        } else if (withHeaders) {
            words.addAll(List.of("-include", TOOLS + HEADER));
        }
        words.addAll(List.of("-", "-o", RESULT, "-Wl,-s", "-x", "none"));
        if (withHeaders && clang) {
            words.add(TOOLS + code(level));
        }
        if (assertions) {
            words.addAll(List.of(TOOLS + "assertions.o", "-Wl,--wrap=main"));
        }
        if (lld) {
            words.addAll(List.of("-fuse-ld=lld", "-Wl,--threads=1"));
        }
        return words;
    }

    private static String header(String level) {
        return "program" + level + ".pch";
    }

    private static String code(String level) {
        return "program" + level + ".o";
    }

    private List<String> command(String... more) {
        List<String> words = new ArrayList<>();
        words.add(compiler.toString());
        words.addAll(FLAGS);
        words.addAll(List.of(more));
        return words;
    }

    /** Tells one compiler, and one way to use it, from another: a grade by one is none by the other. */
    String identity() throws IOException {
        Path real = compiler.toRealPath();
        return String.join(
                " ",
                real.toString(),
                String.valueOf(Files.size(real)),
                Files.getLastModifiedTime(real).toString(),
                ahead().toString(),
                compile(true, true).toString(),
                compile(false, true).toString());
    }
}
