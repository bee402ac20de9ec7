package lockpick.study.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import lockpick.engine.generate.Stopping;
import org.junit.jupiter.api.Test;

/** Tokens are bytes here; 0 is the end token. */
class GrowingTextTest {

    private static String decode(int[] bytes) {
        byte[] narrow = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            narrow[i] = (byte) bytes[i];
        }
        return new String(narrow, StandardCharsets.UTF_8);
    }

    /** What is told after each byte, and at the end. */
    private static List<String> told(String text, String lead, String... stops) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int[] tokens = new int[bytes.length];
        Arrays.setAll(tokens, i -> bytes[i] & 0xFF);
        GrowingText growing = new GrowingText(new Stopping(Set.of(0), List.of(stops), GrowingTextTest::decode), lead);
        List<String> pieces = new ArrayList<>();
        for (int length = 1; length <= tokens.length; length++) {
            pieces.add(growing.next(Arrays.copyOf(tokens, length), false));
        }
        pieces.add(growing.next(tokens, true));
        return pieces;
    }

    @Test
    void eachTokenTellsItsText() {
        assertThat(told("abc", "")).containsExactly("a", "b", "c", "");
    }

    @Test
    void aCharacterOfSeveralTokensIsToldWhole() {
        assertThat(told("é€😀", "")).containsExactly("", "é", "", "", "€", "", "", "", "😀", "");
    }

    @Test
    void halfACharacterAtTheEndIsToldAtTheEnd() {
        GrowingText growing = new GrowingText(new Stopping(Set.of(0), List.of(), GrowingTextTest::decode), "");
        int[] half = {'a', 0xC3};
        assertThat(growing.next(half, false)).isEqualTo("a");
        assertThat(growing.next(half, true)).isEqualTo("\uFFFD");
    }

    @Test
    void whatMayBecomeAStopStringWaits() {
        assertThat(told("xabaz", "", "abc")).containsExactly("x", "", "", "ab", "az", "");
        assertThat(told("xab", "", "abc")).containsExactly("x", "", "", "ab");
        assertThat(told("xxend", "", "end", "xe")).containsExactly("", "x", "", "", "", "");
    }

    @Test
    void aStopStringEndsItAndIsNotTold() {
        assertThat(told("yes\n", "", "\n")).containsExactly("y", "e", "s", "", "");
        assertThat(told("yes.\n", "", ".\n")).containsExactly("y", "e", "s", "", "", "");
    }

    @Test
    void anEndTokenIsNoText() {
        assertThat(told("ab\0", "")).containsExactly("a", "b", "", "");
    }

    @Test
    void aLeadIsLeftOutWhereThereIsOne() {
        assertThat(told("  ab", "  ")).containsExactly("", "", "a", "b", "");
        assertThat(told(" ab", "  ")).containsExactly("", " a", "b", "");
        assertThat(told("ab", " ")).containsExactly("a", "b", "");
        assertThat(told(" ", "  ")).containsExactly("", " ");
    }
}
