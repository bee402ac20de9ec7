package lockpick.study.experiment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import lockpick.study.setting.CanonicalJson;

/**
 * The name of a run: SHA-256, as 64 lower-case hexadecimal digits, of everything that decides its result (its settings,
 * the keys of its inputs, the numerics version of the code, and the kind of device).
 */
public record RunKey(String hex) {

    public RunKey {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("run key: expected 64 hexadecimal digits, was given '" + hex + "'");
        }
    }

    /** The key of a run: the hash of the canonical form of what {@link RunJson#deciding} gives. */
    public static RunKey of(Run run, DeviceKind device) {
        return of(run, device, Numerics.VERSION);
    }

    /** The key of a run that is computed on the processor. */
    public static RunKey of(Run run) {
        return of(run, DeviceKind.CPU);
    }

    static RunKey of(Run run, DeviceKind device, int numerics) {
        String canonical = CanonicalJson.of(RunJson.deciding(run, device).put("numerics", numerics));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return new RunKey(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The first 12 digits: enough for people and folder names. */
    public String shortForm() {
        return hex.substring(0, 12);
    }
}
