package lockpick.engine.tokenizer;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * Hugging Face's tokenizers, written in Rust, in the jar of DJL's binding. Only the binding's native methods are used:
 * its own loader and classes would ask for DJL's engine, a cache folder, and at times the network. The library is unpacked
 * into the folder for temporary files, loaded, and its name there deleted at once; the system keeps it as long as the JVM
 * runs. The first use costs about 30 ms.
 */
final class NativeLibrary {

    private static boolean loaded;

    private NativeLibrary() {}

    static synchronized TokenizersLibrary get() {
        if (!loaded) {
            load();
            loaded = true;
        }
        return TokenizersLibrary.LIB;
    }

    private static void load() {
        String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String name = "native/lib/" + system + "-" + machine + "/cpu/libtokenizers.so";
        try (InputStream library = TokenizersLibrary.class.getClassLoader().getResourceAsStream(name)) {
            if (library == null) {
                throw new IllegalStateException("tokenizers: no library for " + system + " on " + machine
                        + "; expected linux on x86_64 or aarch64");
            }
            Path file = Files.createTempFile("lockpick-tokenizers", ".so");
            try {
                Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
                System.load(file.toString());
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UnsatisfiedLinkError e) {
            throw new IllegalStateException(
                    "tokenizers: cannot load the library from " + System.getProperty("java.io.tmpdir") + ": "
                            + e.getMessage()
                            + "; set JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER to a folder with 16 MB of room that"
                            + " may hold programs",
                    e);
        }
    }
}
