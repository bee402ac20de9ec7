package lockpick.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryListingTest {

    private static final String BLOB = "\"blobId\": \"ce013625030ba8dba906f756967f9e9ca394464a\"";

    private static RepositoryListing read(String siblings) {
        String json = "{\"sha\": \"" + LocalHub.COMMIT + "\", \"siblings\": [" + siblings + "]}";
        return RepositoryListing.read(LocalHub.MODEL, json.getBytes(StandardCharsets.UTF_8));
    }

    private static String named(String name) {
        return "{\"rfilename\": \"" + name + "\", \"size\": 6, " + BLOB + "}";
    }

    @Test
    void aLargeFileHasTheSizeAndSha256OfItsContentNotOfItsPointer() {
        String sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        RepositoryListing listing = read("{\"rfilename\": \"model.safetensors\", \"size\": 134, " + BLOB
                + ", \"lfs\": {\"size\": 5000000000, \"sha256\": \"" + sha256 + "\", \"pointerSize\": 134}}");
        assertThat(listing.files())
                .containsExactly(new RemoteFile(
                        "model.safetensors", 5_000_000_000L, new Checksum(Checksum.Kind.SHA256, sha256)));
        assertThat(listing.shortCommit()).isEqualTo("01234567");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "a/b/c.json", "..a", "a..b", ".gitattributes", "Modèle 1.json", "a/.pull/b"})
    void aNameMayBeAnyThatStaysInItsFolder(String name) {
        assertThat(read(named(name)).files().getFirst().path()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../evil",
                "a/../../evil",
                "a/..",
                "a//b",
                "a/./b",
                "/etc/passwd",
                "a/",
                "a\\\\..\\\\b",
                "a\\u0000b",
                "a\\nb",
                "\\u001b[2Ja",
                "a\\u202eb",
                "a\\u2028b",
                "a\\ud800b",
                ".pull/listing.json",
                ".pull"
            })
    void aNameThatCouldLeaveTheFolderOrSteerATerminalIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(named(name)))
                .withMessageContaining("is no name for a file in a folder")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "<html>Log in to the network</html>",
                "{\"siblings\": []}",
                "{\"sha\": \"main\", \"siblings\": []}",
                "{\"sha\": \"../../../\", \"siblings\": []}",
                "{\"sha\": \"0123456789abcdef\", \"siblings\": {}}",
                "{\"sha\": \"0123456789abcdef\", \"siblings\": [1]}",
                "{\"sha\": \"0123456789abcdef\", \"siblings\": [{\"rfilename\": \"a\"}]}",
                "{\"sha\": \"0123456789abcdef\", \"siblings\": [{\"rfilename\": \"a\", \"size\": 1, \"blobId\": 5}]}",
                "{\"sha\": \"0123456789abcdef\", \"siblings\": [{\"rfilename\": \"a\", \"size\": 1, \"lfs\": {}}]}",
                "{\"sha\": \"0123456789abcdef\", \"siblings\": [{\"rfilename\": \"a\", \"size\": \"1\", " + BLOB
                        + "}]}",
                "{\"sha\": \"0123456789abcdef\", \"siblings\": [{\"rfilename\": \"a\", \"size\": -1, " + BLOB + "}]}",
                "{\"sha\": \"0123456789abcdef\", \"siblings\": [{\"rfilename\": \"a\", \"size\": 1e30, " + BLOB + "}]}",
                "{\"sha\": \"0123456789abcdef\", \"siblings\": [{\"rfilename\": \"a\", \"size\": 9223372036854775807, "
                        + BLOB + "}]}"
            })
    void whatIsNoListingWithSizesAndChecksumsIsRefused(String answer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RepositoryListing.read(LocalHub.MODEL, answer.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void deepJsonIsRefused() {
        String deep = "{\"sha\":" + "[".repeat(1_000_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RepositoryListing.read(LocalHub.MODEL, deep.getBytes(StandardCharsets.UTF_8)))
                .withMessage("it is not JSON");
    }

    @Test
    void twoFilesOfOneNameAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(named("a") + "," + named("a")))
                .withMessage("two files are called a");
    }
}
