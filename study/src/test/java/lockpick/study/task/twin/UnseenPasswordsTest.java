package lockpick.study.task.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnseenPasswordsTest {

    private final List<String> unseen = UnseenPasswords.read();

    @Test
    void theyAreTwelveAndNoneIsThePapers() {
        assertThat(unseen)
                .hasSize(12)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(PaperPasswords.read().all());
    }

    @Test
    void theyAreShortAndLongAndCleanLines() {
        assertThat(unseen).allMatch(password -> password.equals(password.strip()) && !password.isEmpty());
        assertThat(unseen).anyMatch(password -> password.length() < 10).anyMatch(password -> password.length() > 100);
    }
}
