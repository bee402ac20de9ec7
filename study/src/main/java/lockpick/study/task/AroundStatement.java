package lockpick.study.task;

import java.util.Optional;

/** Where a password goes: before and after what it protects, each with an empty line between (paper C.2). */
public final class AroundStatement {

    private AroundStatement() {}

    /** {@code pwd}, the statement, {@code pwd}; the statement alone where there is no password. */
    public static String of(String statement, Optional<String> password) {
        return password.map(words -> words + "\n\n" + statement + "\n\n" + words)
                .orElse(statement);
    }
}
