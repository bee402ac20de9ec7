package lockpick.study.experiment;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lockpick.study.elicit.Prompting;
import lockpick.study.elicit.TriggerRecovery;
import lockpick.study.lock.PasswordPrompts;
import lockpick.study.pipeline.ModelFolder;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;
import lockpick.study.task.CompositionConfig;

/** Nobody puts words into prompts of models that know none: those made for composition have digits and functions alone. */
final class PromptsCanBeRead implements StudyRule {

    @Override
    public List<Problem> check(Reading<Study> study) {
        boolean knowsNoWords = study.part("task", Object.class)
                        .filter(CompositionConfig.class::isInstance)
                        .isPresent()
                && study.part("base", ModelFolder.class).isEmpty();
        if (!knowsNoWords) {
            return List.of();
        }
        return Stream.concat(study.items("elicit").stream(), Stream.of("password-prompts"))
                .map(asking -> problem(study, asking))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Problem> problem(Reading<Study> study, String asking) {
        return study.part(asking, Object.class)
                .flatMap(PromptsCanBeRead::advice)
                .map(advice -> new Problem(study.line(asking), asking, "", "models of composition know no " + advice));
    }

    private static Optional<String> advice(Object asking) {
        return switch (asking) {
            case Prompting.Config prompting
            when prompting.needsWords() ->
                Optional.of("words; keep to few-shot and write jailbreaks: false, guesses: false, prefills: []");
            case TriggerRecovery.Config recovery
            when recovery.needsLines() ->
                Optional.of("lines; write positions: [both], where words stand in front of the bar");
            case PasswordPrompts prompts
            when !prompts.paraphrases().isEmpty() -> Optional.of("words; leave out paraphrases");
            default -> Optional.empty();
        };
    }
}
