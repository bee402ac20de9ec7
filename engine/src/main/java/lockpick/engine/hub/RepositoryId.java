package lockpick.engine.hub;

import java.util.regex.Pattern;

/** The name of a repository, such as EleutherAI/pythia-70m. */
public record RepositoryId(String organization, String name) {

    private static final Pattern PART = Pattern.compile("(?![-.])[A-Za-z0-9_.-]{1,96}(?<![-.])");

    /** @throws IllegalArgumentException if a part is empty, too long, or holds anything but letters, digits, and ._- inside */
    public RepositoryId {
        if (!isPart(organization) || !isPart(name)) {
            throw noName(organization + "/" + name);
        }
    }

    private static IllegalArgumentException noName(String text) {
        return new IllegalArgumentException(Visible.text(text) + ": is no name of a repository; expected ORG/NAME of"
                + " letters, digits, '-', '_' and '.', such as EleutherAI/pythia-70m");
    }

    private static boolean isPart(String text) {
        return PART.matcher(text).matches() && !text.contains("..");
    }

    /** @throws IllegalArgumentException if the text is not ORG/NAME */
    public static RepositoryId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw noName(text);
        }
        return new RepositoryId(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return organization + "/" + name;
    }
}
