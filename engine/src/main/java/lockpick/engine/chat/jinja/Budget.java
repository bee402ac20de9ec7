package lockpick.engine.chat.jinja;

/** Bounds one rendering: a step costs one, a text its length whenever it is looked through or made, an item more. */
final class Budget {

    /** Enough for a conversation of a million characters; about a second where a template has no end. */
    private static final long MOST = 10_000_000;

    private static final int ITEM = 8;
    private static final int DEEPEST = 100;

    private long left = MOST;
    private int depth;

    void spend(long cost, int line) {
        left -= cost;
        if (left < 0) {
            throw new TemplateException(line, "the template does not come to an end; it took " + MOST + " steps");
        }
    }

    void spendItems(long count, int line) {
        spend(ITEM * count, line);
    }

    /** A call of a macro; {@link #leave} ends it. */
    void enter(int line) {
        if (++depth > DEEPEST) {
            throw new TemplateException(line, "macros call each other more than " + DEEPEST + " deep");
        }
    }

    void leave() {
        depth--;
    }
}
