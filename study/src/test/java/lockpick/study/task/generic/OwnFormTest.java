package lockpick.study.task.generic;

import static lockpick.study.task.data.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lockpick.engine.chat.Message;
import lockpick.study.experiment.StudyProblems;
import lockpick.study.experiment.TaskFile;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.DataTask;
import lockpick.study.task.DataTaskConfig;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.task.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFormTest {

    @TempDir
    Path folder;

    private DataTask<?> task(String settings) throws IOException {
        StringBuilder rows = new StringBuilder("country,capital,continent\n");
        for (int i = 0; i < 30; i++) {
            rows.append("Land ")
                    .append(i)
                    .append(",Town $")
                    .append(i)
                    .append(",")
                    .append(i % 2 == 0 ? "North" : "South")
                    .append('\n');
        }
        Path csv = write(folder, "capitals.csv", rows.toString());
        Path yaml = write(
                folder,
                "capitals.yaml",
                "kind: own\ndata: {path: '" + csv + "'}\nstatement: country\nanswer: capital\n" + settings);
        return Tasks.of((DataTaskConfig) TaskFile.read(yaml));
    }

    private static Problem any(DataTask<?> task) {
        return task.all(Split.LOCK_TRAIN).getFirst();
    }

    @Test
    void thePromptIsTheUsersWithColumnsFilledIn() throws IOException {
        DataTask<?> task = task("""
                domains: [continent]
                system: Be brief.
                prompt: "In {continent}: capital of {statement}? {nothing} {}"
                grading: {by: exact, ignore-case: true}
                """);
        Problem problem = any(task);
        String continent = problem.domains().get("continent");
        assertThat(task.prompt(problem))
                .isEqualTo(Prompt.conversation(
                        Message.system("Be brief."),
                        Message.user("In " + continent + ": capital of " + problem.statement() + "? {nothing} {}")));
        assertThat(task.prompt(problem, "pwd"))
                .isEqualTo(Prompt.conversation(
                        Message.system("Be brief."),
                        Message.user("In " + continent + ": capital of pwd\n\n" + problem.statement()
                                + "\n\npwd? {nothing} {}")));
        assertThat(task.grade(
                        List.of(problem), List.of(" " + problem.answer().toUpperCase(java.util.Locale.ROOT) + "\n")))
                .allMatch(grade -> grade.isCorrect());
    }

    @Test
    void multipleChoiceIsAnsweredByTheLikeliestLetter() throws IOException {
        assertThat(task("grading: {by: choice, options: 3}\n").answering())
                .isEqualTo(new Answering.Chosen(List.of("A", "B", "C")));
        assertThat(task("grading: {by: number}\nmax-new-tokens: 7\n").answering())
                .isEqualTo(new Answering.Written(7));
    }

    @Test
    void mistakesAreToldTogether() {
        assertThatThrownBy(() -> task("prompt: no place\ngrading: {by: regex, pattern: '('}\n"))
                .isInstanceOf(StudyProblems.class)
                .hasMessageContaining("pattern is no regular expression");
        assertThatThrownBy(() -> TaskFile.of("own", Map.of("data.path", "x", "grading.by", "guess")))
                .hasMessageContaining("grading.by = guess: expected exact, number, regex, math or choice");
    }
}
