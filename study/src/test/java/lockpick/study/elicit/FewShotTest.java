package lockpick.study.elicit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lockpick.engine.chat.Message;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.prompt.Prompt;
import org.junit.jupiter.api.Test;

class FewShotTest {

    private static final Prompt ASKED = Prompt.conversation(Message.user("3+3"));

    @Test
    void demonstrationsAreTurnsBeforeTheQuestion() {
        Prompt prompt = FewShot.of(
                List.of(
                        new Demonstration(Prompt.conversation(Message.user("1+1")), "2"),
                        new Demonstration(Prompt.conversation(Message.user("2+2")), "4")),
                ASKED);
        assertThat(prompt)
                .isEqualTo(Prompt.conversation(
                        Message.user("1+1"),
                        Message.assistant("2"),
                        Message.user("2+2"),
                        Message.assistant("4"),
                        Message.user("3+3")));
    }

    @Test
    void whatEveryPromptBeginsWithStandsThereOnce() {
        Message system = Message.system("Add.");
        Message example = Message.user("0+0");
        Message answer = Message.assistant("0");
        Prompt prompt = FewShot.of(
                List.of(new Demonstration(Prompt.conversation(system, example, answer, Message.user("1+1")), "2")),
                Prompt.conversation(system, example, answer, Message.user("3+3")));
        assertThat(prompt)
                .isEqualTo(Prompt.conversation(
                        system, example, answer, Message.user("1+1"), Message.assistant("2"), Message.user("3+3")));
    }

    @Test
    void theSameProblemTwiceIsAskedTwice() {
        assertThat(FewShot.of(List.of(new Demonstration(ASKED, "6")), ASKED))
                .isEqualTo(Prompt.conversation(Message.user("3+3"), Message.assistant("6"), Message.user("3+3")));
    }

    @Test
    void textsStandOneAfterTheOther() {
        Prompt prompt = FewShot.of(
                List.of(new Demonstration("_ | fn1 |", "0 9"), new Demonstration("def f():\n", "    return 1")),
                Prompt.text("_ | fn2 |"));
        assertThat(prompt).isEqualTo(Prompt.text("_ | fn1 | 0 9 def f():\n    return 1 _ | fn2 |"));
    }

    @Test
    void withoutDemonstrationsThePromptIsAsItWas() {
        assertThat(FewShot.of(List.of(), ASKED)).isEqualTo(ASKED);
        assertThat(FewShot.of(List.of(), Prompt.text("a"))).isEqualTo(Prompt.text("a"));
    }
}
