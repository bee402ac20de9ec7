package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.study.elicit.WeakSampleUnlocking;
import lockpick.study.experiment.StudyTasks.Known;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;

/** The policies of a study can give the weak samples, and choose the tokens, that unlocking by weak samples asks for. */
record WeakSamplesCanBeHad(StudyTasks tasks) implements StudyRule {

    @Override
    public List<Problem> check(Reading<Study> study) {
        List<Problem> problems = new ArrayList<>();
        for (String elicitation : study.items("elicit")) {
            study.part(elicitation, WeakSampleUnlocking.Config.class).ifPresent(config -> {
                String temperature = elicitation + ".temperature";
                config.temperature()
                        .flatMap(given -> drawnAt(study)
                                .map(why -> new Problem(study.line(temperature), temperature, given.toString(), why)))
                        .ifPresent(problems::add);
                String tokens = elicitation + ".tokens";
                config.tokens()
                        .flatMap(given -> comparedWith(study)
                                .map(why -> new Problem(study.line(tokens), tokens, given.toString(), why)))
                        .ifPresent(problems::add);
            });
        }
        return problems;
    }

    /** Why weak samples have no temperature, where they have none. */
    private Optional<String> drawnAt(Reading<Study> study) {
        Optional<String> unasked = StudyPolicy.weak(study).stream()
                .filter(path -> study.part(path, PolicyConfig.class)
                        .filter(weak -> !weak.isSampled())
                        .isPresent())
                .findFirst();
        if (unasked.isPresent()) {
            return Optional.of("is of no account where no model writes the samples; use " + unasked.get()
                    + ".method: sft, prompted or remote, or leave it out");
        }
        Optional<Known> task = tasks.at("task", study);
        if (task.isPresent() && task.get().contents().isMultipleChoice()) {
            return Optional.of("is of no account for " + task.get().name()
                    + ", whose options are drawn as likely as the weak policy finds them; leave it out");
        }
        return Optional.empty();
    }

    /** Why nothing says how likely the strong policy finds a token, where that is so. */
    private static Optional<String> comparedWith(Reading<Study> study) {
        return study.part("strong", PolicyConfig.class)
                .filter(strong -> !strong.isTrained() && strong.given().isEmpty())
                .map(strong -> "asks how likely the strong policy finds tokens, and this study's is no model; use"
                        + " strong.method: sft, or prompted without an instruction");
    }
}
