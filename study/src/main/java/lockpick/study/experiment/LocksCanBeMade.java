package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.study.lock.LockConfig;
import lockpick.study.lock.LockConfig.StrongHalf;
import lockpick.study.lock.Opening;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.pipeline.Role;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;
import lockpick.study.task.DataTaskConfig;

/** Every lock has policies to imitate and weights to start from. */
final class LocksCanBeMade implements StudyRule {

    @Override
    public List<Problem> check(Reading<Study> reading) {
        return reading.value()
                .map(study -> new Check(study, reading).problems())
                .orElse(List.of());
    }

    private record Check(Study study, Reading<Study> reading, List<Problem> problems) {

        Check(Study study, Reading<Study> reading) {
            this(study, reading, new ArrayList<>());
            for (int i = 0; i < study.locks().size(); i++) {
                LockConfig lock = study.locks().get(i);
                start("locks[" + i + "]", lock);
                opening("locks[" + i + "].opens", lock.opens());
                otherTasks("locks[" + i + "]", lock);
            }
        }

        private void start(String path, LockConfig lock) {
            String method = path + ".method";
            switch (lock.method()) {
                case SFT -> {
                    if (!study.strong().isTrained()) {
                        add(
                                method,
                                "sft",
                                "starts from the strong policy, which this study does not train; use sft-of-base or"
                                        + " from-scratch, or train strong (strong.method: sft)");
                    }
                }
                case SFT_OF_BASE -> {
                    if (study.base().isEmpty()) {
                        add(method, "sft-of-base", "the study has no base; give base: {path: a model folder}");
                    }
                }
                case FROM_SCRATCH -> {
                    if (study.base().isPresent()) {
                        add(method, "from-scratch", "the study starts from the folder in base; use sft-of-base");
                    } else if (study.task() instanceof DataTaskConfig) {
                        add(
                                method,
                                "from-scratch",
                                "this task has no tokenizer for models with random weights; give base");
                    }
                }
            }
        }

        private void opening(String path, Opening opening) {
            switch (opening) {
                case Opening.Password password -> {}
                case Opening.Imitation imitation -> {}
                case Opening.OtherSetting setting -> {}
                case Opening.TwoPasswords two -> {
                    if (study.intermediate().isEmpty()) {
                        add(path, "two-passwords", "has no policy to imitate with the second one; give intermediate");
                    }
                    if (two.second().equals(Optional.of(study.password().right()))) {
                        add(path + ".second", two.second().get(), "is the right password; give another");
                    }
                }
                case Opening.DomainPasswords domains -> {
                    int passwords = 1 + study.password().wrong().size();
                    if (domains.domains().size() > passwords) {
                        add(
                                path + ".domains",
                                Integer.toString(domains.domains().size()),
                                "there are only " + passwords
                                        + " passwords, the right one and the wrong ones; give more"
                                        + " in password.wrong");
                    }
                }
            }
        }

        /** Samples are drawn for the study's own task only. */
        private void otherTasks(String path, LockConfig lock) {
            boolean several = !lock.withTasks().isEmpty() || lock.opens() instanceof Opening.OtherSetting;
            StudyPolicy weak = study.policy(Role.WEAK, lock).orElseThrow();
            boolean byRule =
                    weak.config() instanceof PolicyConfig.Mistakes || weak.config() instanceof PolicyConfig.FixedRandom;
            if (several && !(byRule && lock.strongHalf() == StrongHalf.REFERENCE)) {
                add(
                        path,
                        lock.called(),
                        "is of several tasks, for which no completions are drawn; use " + weak.path()
                                + ".method: mistakes or fixedrdm, and strong-half: reference");
            }
        }

        private void add(String path, String given, String message) {
            problems.add(new Problem(reading.line(path), path, given, message));
        }
    }
}
