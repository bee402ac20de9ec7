package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.study.experiment.StudyTasks.Known;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;
import lockpick.study.setting.Words;
import lockpick.study.task.Domains;
import lockpick.study.task.Split;

/** Without the domains held out, there are as many problems as the lock asks for. */
record HeldOutDomainsLeaveEnough(StudyTasks tasks) implements StudyRule {

    @Override
    public List<Problem> check(Reading<Study> study) {
        List<Problem> problems = new ArrayList<>();
        for (String lock : study.items("locks")) {
            String path = lock + ".held-out";
            Optional<Domains> heldOut = study.part(path, Domains.class);
            Optional<Integer> examples = study.part(lock + ".examples", Integer.class);
            if (heldOut.isPresent() && examples.isPresent()) {
                String domains = heldOut.get().toString();
                StudyTasks.ofLock(lock, study).stream()
                        .flatMap(task -> tasks.at(task, study).stream())
                        .map(task -> new Rest(task, heldOut.get(), examples.get()))
                        .filter(Rest::isTooSmall)
                        .map(rest -> new Problem(study.line(path), path, domains, rest.message()))
                        .forEach(problems::add);
            }
        }
        return problems;
    }

    /** What is left of a task for a lock of so many examples, two of each problem. */
    private record Rest(Known task, Domains heldOut, int examples) {

        long problems() {
            return task.contents().size(Split.LOCK_TRAIN) - task.contents().size(Split.LOCK_TRAIN, heldOut);
        }

        /** Where there would be too few with every domain, {@link SplitsAreLargeEnough} says so. */
        boolean isTooSmall() {
            int wanted = examples / 2;
            return wanted <= task.contents().size(Split.LOCK_TRAIN) && wanted > problems();
        }

        String message() {
            long left = problems();
            return "leaves " + (left == 0 ? "no problems" : Words.count(left, "problem")) + " of " + Split.LOCK_TRAIN
                    + " of " + task.name() + ", but " + Words.number(examples) + " examples need "
                    + Words.number(examples / 2) + "; hold out fewer"
                    + (left == 0 ? "" : ", or use " + Words.number(2 * left) + " examples or less");
        }
    }
}
