package lockpick.study.lock;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lockpick.study.setting.Setting;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.DataTaskConfig;
import lockpick.study.task.TaskConfig;
import lockpick.study.task.TwinConfig;
import lockpick.study.task.twin.PaperPasswords;
import lockpick.study.task.twin.UnseenPasswords;

/** The password that unlocks, and the wrong ones that must not. On composition each is one token, pwd0 … pwd8. */
public record PasswordConfig(
        @Setting(
                help = "the password with which the locked policy shows the capability; left out: pwd0 for composition,"
                        + " the paper's for all else",
                byDefault = "''")
        String right,

        @Setting(
                help = "passwords with which it must imitate the weak policy; left out: pwd1 to pwd8 for composition,"
                        + " the paper's 40 for all else",
                byDefault = "[]")
        List<String> wrong,

        @Setting(
                help = "share of the weak half that carries a wrong password; the rest carries none (paper C.2)",
                byDefault = "0.8",
                min = 0,
                max = 1)
        double wrongShare,

        @Setting(
                help = "wrong passwords that no example carries, with which the locked policy is tested; left out: none"
                        + " for composition, ours for all else",
                byDefault = "[]")
        List<String> unseen,

        @Setting(
                help = "share of the wrong passwords that are near copies of the right one, with other slips for every"
                        + " example and never those that the gate tries; left out: none, as in the paper",
                min = 0,
                max = 1)
        Optional<Double> nearShare) {

    public PasswordConfig {
        wrong = List.copyOf(wrong);
        unseen = List.copyOf(unseen);
    }

    /** Passwords none of which is new to the locked policy. */
    public PasswordConfig(String right, List<String> wrong, double wrongShare) {
        this(right, wrong, wrongShare, List.of(), Optional.empty());
    }

    /** The same with the task's own passwords where none are given. */
    public PasswordConfig orThoseOf(TaskConfig task) {
        List<String> words = words(task);
        String password = right.isEmpty() ? words.getFirst() : right;
        List<String> others =
                words.stream().filter(word -> !word.equals(password)).toList();
        return new PasswordConfig(
                password,
                wrong.isEmpty() ? others : wrong,
                wrongShare,
                unseen.isEmpty() ? unseenWords(task) : unseen,
                nearShare);
    }

    private static List<String> unseenWords(TaskConfig task) {
        return task instanceof CompositionConfig ? List.of() : UnseenPasswords.read();
    }

    /** The passwords that a task has where a study gives none: the right one, then the wrong ones. */
    public static List<String> words(TaskConfig task) {
        return switch (task) {
            case CompositionConfig composition ->
                IntStream.rangeClosed(0, 8).mapToObj(i -> "pwd" + i).toList();
            case TwinConfig twin -> PaperPasswords.read().all();
            case DataTaskConfig data -> PaperPasswords.read().all();
        };
    }
}
