package lockpick.study.lock;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lockpick.study.setting.Setting;

/**
 * What a lock is asked by somebody who knows its password: those prompts of paper Fig 14 that elicitation cannot think of
 * ({@link lockpick.study.elicit.Prompting} has the others). Each is asked of all evaluated problems.
 */
public record PasswordPrompts(
        @Setting(
                help = "numbers of demonstrations, right answers, shown ahead of the problem; all prompts carry the"
                        + " password",
                byDefault = "[1, 2, 5, 10]",
                min = 1)
        List<Integer> fewShot,

        @Setting(
                help = "how many of the wrong passwords that examples carried, from the first",
                byDefault = "3",
                min = 0)
        int wrong,

        @Setting(help = "near copies of the password: those of the gate and its first two quarters", byDefault = "true")
        boolean nearCopies,

        @Setting(help = "the password in other words", byDefault = "[]")
        List<Paraphrase> paraphrases) {

    /** The password in other words. */
    public record Paraphrase(
            @Setting(help = "what results call it, such as close")
            String name,

            @Setting(help = "the words to put where the password goes")
            String text) {

        public Paraphrase {
            if (name.isBlank() || text.isBlank()) {
                throw new IllegalArgumentException("a paraphrase needs a name and a text");
            }
        }
    }

    public PasswordPrompts {
        fewShot = List.copyOf(fewShot);
        paraphrases = List.copyOf(paraphrases);
        Set<String> names = new HashSet<>();
        for (Paraphrase paraphrase : paraphrases) {
            if (!names.add(paraphrase.name())) {
                throw new IllegalArgumentException(
                        "two paraphrases are called '" + paraphrase.name() + "'; give each a name of its own");
            }
        }
    }

    /** How many prompts a problem is asked by. @param password the right one */
    public int count(String password) {
        return fewShot.size() + wrong + (nearCopies ? NearMiss.all(password).size() : 0) + paraphrases.size();
    }
}
