package lockpick.study.experiment;

import java.util.List;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;

/**
 * Something that must hold between settings, beyond what each shows alone. A rule looks at the parts that could be read
 * and passes over the rest, whose problems are reported already.
 */
interface StudyRule {

    /** All rules; a study that breaks none can be run. */
    static List<StudyRule> all(StudyTasks tasks) {
        return List.of(
                new TaskHoldsTogether(),
                new TasksCanBeRead(tasks),
                new SplitsAreLargeEnough(tasks),
                new PasswordsAreDistinctTokens(),
                new NamesDiffer(),
                new ElicitationsHaveModels(),
                new ElicitationsDiffer(),
                new ClaimsCanBeJudged(),
                new PromptsCanBeRead(),
                new SteeringHasLayers(),
                new PoliciesCanBeHad(tasks),
                new WeakSamplesCanBeHad(tasks),
                new LocksCanBeMade(),
                new SoftLabelsCanBeHad(tasks),
                new DomainsAreKnown(tasks),
                new HeldOutDomainsLeaveEnough(tasks),
                new NeverCapableStartsIncapable(),
                new FilesAreThere());
    }

    /** Those of a study whose models come from elsewhere. */
    static List<StudyRule> forGivenModels() {
        return all(new StudyTasks()).stream()
                .filter(rule -> !(rule instanceof ElicitationsHaveModels))
                .toList();
    }

    List<Problem> check(Reading<Study> study);
}
