package lockpick.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import lockpick.engine.hub.Checksum.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumTest {

    /** Git's from {@code git hash-object}, SHA-256's from FIPS 180-2, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "GIT_BLOB, '', e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
        "GIT_BLOB, 'hello\n', ce013625030ba8dba906f756967f9e9ca394464a",
        "SHA256, abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    })
    void isThatOfGitAndOfTheStandard(Kind kind, String content, String hex) {
        byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
        Checksum checksum = new Checksum(kind, hex);
        MessageDigest digest = checksum.digest(bytes.length);
        digest.update(bytes);
        assertThat(checksum.isOf(digest)).isTrue();

        MessageDigest ofAnother = checksum.digest(bytes.length + 1);
        ofAnother.update(bytes);
        ofAnother.update((byte) 0);
        assertThat(checksum.isOf(ofAnother)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "../../etc/passwd", "CE013625030BA8DBA906F756967F9E9CA394464A"})
    void isHexadecimalOfTheRightLength(String hex) {
        assertThatThrownBy(() -> new Checksum(Kind.GIT_BLOB, hex)).hasMessageContaining("is no SHA-1");
    }
}
