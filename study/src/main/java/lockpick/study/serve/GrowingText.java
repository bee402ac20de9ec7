package lockpick.study.serve;

import java.util.Arrays;
import lockpick.engine.generate.Stopping;

/**
 * The text of a completion while it is written. It is told as far as nothing that is yet to come can change it: without half
 * a character at the end, without what may become a stop string, and without the lead of a chat.
 */
final class GrowingText {

    private static final char HALF_A_CHARACTER = '\uFFFD';

    private final Stopping stopping;
    private final String lead;
    private int told;

    /** @param lead blanks that are left out where the text begins with them */
    GrowingText(Stopping stopping, String lead) {
        this.stopping = stopping;
        this.lead = lead;
    }

    /**
     * What can be told and has not been.
     *
     * @param tokens all that were written
     * @param over whether there will be no more
     */
    String next(int[] tokens, boolean over) {
        int[] ofText = Arrays.stream(tokens)
                .filter(token -> !stopping.endTokens().contains(token))
                .toArray();
        String text = stopping.before(stopping.decode().apply(ofText));
        String sure = over ? text : text.substring(0, sure(text));
        if (told == 0 && sure.startsWith(lead)) {
            told = lead.length();
        } else if (told == 0 && !over && lead.startsWith(sure)) {
            return ""; // it may still become the lead
        }
        String piece = sure.substring(Math.min(told, sure.length()));
        told = Math.max(told, sure.length());
        return piece;
    }

    private int sure(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == HALF_A_CHARACTER) {
            end--;
        }
        int sure = end;
        for (String stop : stopping.strings()) {
            for (int begun = Math.min(stop.length() - 1, end); begun > 0; begun--) {
                if (text.startsWith(stop.substring(0, begun), end - begun)) {
                    sure = Math.min(sure, end - begun);
                    break;
                }
            }
        }
        return sure;
    }
}
