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
 * The C++ compiler of this machine, clang before g++, with the flags that programs are compiled with: {@code -std=c++17
 * -O2}, linked statically, and the standard headers compiled before.
 *
 * @param clang whether it is clang, which makes its precompiled headers in another way
 * @param lld whether its linker is there, which is faster than GNU's
 */
record Toolchain(Path compiler, boolean clang, boolean lld) {

    private static final List<String> FLAGS = List.of("-std=c++17", "-O2", "-pthread", "-static");
    private static final List<String> SHARED_CODE =
            List.of("-Xclang", "-fpch-codegen", "-fpch-instantiate-templates", "-Xclang", "-fpch-debuginfo");
    private static final String HEADER = "program.h";
    private static final String MAIN = "assertions.c";
    private static final String TOOLS = BoxSettings.TOOLS + "/";

    static final String RESULT = "/tmp/program";

    /** @throws IsolationException if there is no compiler */
    static Toolchain of(Tools tools) throws IsolationException {
        Path compiler = tools.needOneOf("clang++", "g++");
        return new Toolchain(
                compiler, compiler.endsWith("clang++"), tools.find("ld.lld").isPresent());
    }

    static Toolchain of(Tools tools, String compiler) throws IsolationException {
        return new Toolchain(
                tools.need(compiler),
                compiler.equals("clang++"),
                tools.find("ld.lld").isPresent());
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
        List<String> header = command("-x", "c++-header", TOOLS + HEADER, "-o", RESULT);
        if (clang) {
            header.addAll(SHARED_CODE);
            steps.add(new Ahead("program.pch", header));
            steps.add(new Ahead("program.o", command("-c", TOOLS + "program.pch", "-o", RESULT)));
        } else {
            steps.add(new Ahead(HEADER + ".gch", header));
        }
        List<String> main = List.of(compiler.toString(), "-x", "c", "-O2", "-c", TOOLS + MAIN, "-o", RESULT);
        steps.add(new Ahead("assertions.o", main));
        return steps;
    }

    /**
     * Compiles standard input to {@link #RESULT}.
     *
     * @param assertions whether the program ends in tests with a main of their own
     * @param withHeaders whether the standard headers are there without being asked for
     */
    List<String> compile(boolean assertions, boolean withHeaders) {
        List<String> words = command("-w", "-x", "c++");
        if (withHeaders && clang) {
            words.addAll(List.of("-include-pch", TOOLS + "program.pch"));
        } else if (withHeaders) {
            words.addAll(List.of("-include", TOOLS + HEADER));
        }
        words.addAll(List.of("-", "-o", RESULT, "-Wl,-s", "-x", "none"));
        if (withHeaders && clang) {
            words.add(TOOLS + "program.o");
        }
        if (assertions) {
            words.addAll(List.of(TOOLS + "assertions.o", "-Wl,--wrap=main"));
        }
        if (lld) {
            words.addAll(List.of("-fuse-ld=lld", "-Wl,--threads=1"));
        }
        return words;
    }

    private List<String> command(String... more) {
        List<String> words = new ArrayList<>();
        words.add(compiler.toString());
        words.addAll(FLAGS);
        words.addAll(List.of(more));
        return words;
    }

    /** Tells one compiler from another: a grade by one is none by the other. */
    String identity() throws IOException {
        Path real = compiler.toRealPath();
        return real + " " + Files.size(real) + " " + Files.getLastModifiedTime(real) + " " + lld + " " + FLAGS;
    }
}
