package lockpick.study.task.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of a problem's texts, as 64 lower-case hexadecimal digits. */
public record ContentHash(String hex) {

    /** Of one text alone, as {@code sha256sum} gives it for a file of its UTF-8 bytes. */
    public static ContentHash ofText(String text) {
        return new ContentHash(HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** Of the texts as they are. */
    public static ContentHash of(List<String> texts) {
        MessageDigest digest = sha256();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8)); // ["ab", "c"] is not ["a", "bc"]
            digest.update(bytes);
        }
        return new ContentHash(HexFormat.of().formatHex(digest.digest()));
    }

    /** Of the texts with every run of white space made one blank: exports differ in line ends and trailing blanks. */
    public static ContentHash ignoringBlanks(List<String> texts) {
        return of(
                texts.stream().map(text -> text.strip().replaceAll("\\s+", " ")).toList());
    }

    /** A number from 0 to 99, each equally likely. */
    public int percentile() {
        return (int) Long.remainderUnsigned(Long.parseUnsignedLong(hex.substring(0, 16), 16), 100);
    }

    /** The first 16 digits: enough for ids. */
    public String shortForm() {
        return hex.substring(0, 16);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
