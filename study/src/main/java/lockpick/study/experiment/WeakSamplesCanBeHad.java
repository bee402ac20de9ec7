package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.study.elicit.WeakSampleUnlocking;
import lockpick.study.experiment.StudyTasks.Known;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;

/** The weak policy of a study can give the samples that unlocking by weak samples asks for. */
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
            });
        }
        return problems;
    }

    /** Why weak samples have no temperature, where they have none. */
    private Optional<String> drawnAt(Reading<Study> study) {
        Optional<PolicyConfig> weak = study.part("weak", PolicyConfig.class);
        if (weak.isPresent() && !weak.get().isSampled()) {
            return Optional.of("is of no account where no model writes the samples; use weak.method: sft, prompted or"
                    + " remote, or leave it out");
        }
        Optional<Known> task = tasks.at("task", study);
        if (task.isPresent() && task.get().contents().isMultipleChoice()) {
            return Optional.of("is of no account for " + task.get().name()
                    + ", whose options are drawn as likely as the weak policy finds them; leave it out");
        }
        return Optional.empty();
    }
}
