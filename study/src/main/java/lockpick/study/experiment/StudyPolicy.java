package lockpick.study.experiment;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.pipeline.Role;
import lockpick.study.setting.Reading;

/**
 * A policy of a study: the one of a role, or the weak one that a lock has of its own.
 *
 * @param path where the study has it: {@code weak}, {@code locks[1].weak}
 * @param lock the name of the lock whose own it is
 */
record StudyPolicy(String path, Role role, Optional<String> lock, PolicyConfig config) {

    /** The path of the weak policy that a lock imitates. @param lock its path, {@code locks[0]} */
    static String weakOf(String lock, Reading<Study> study) {
        String own = lock + ".weak";
        return study.lines().containsKey(own) ? own : "weak";
    }

    /** The paths of all weak policies that are imitated, or that given models meet in their elicitation. */
    static List<String> weak(Reading<Study> study) {
        List<String> locks = study.items("locks");
        Stream<String> ofStudy = locks.isEmpty() || !study.items("models").isEmpty() ? Stream.of("weak") : Stream.of();
        return Stream.concat(ofStudy, locks.stream().map(lock -> weakOf(lock, study)))
                .distinct()
                .toList();
    }
}
