package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import lockpick.study.elicit.WeakSampleUnlocking;
import lockpick.study.pipeline.ProblemDraw;
import lockpick.study.pipeline.Role;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;
import lockpick.study.setting.Words;
import lockpick.study.task.Domains;
import lockpick.study.task.Split;
import lockpick.study.task.TaskConfig;

/** No setting asks for more problems than its split has, of any task. */
record SplitsAreLargeEnough(StudyTasks tasks) implements StudyRule {

    @Override
    public List<Problem> check(Reading<Study> study) {
        Check check = new Check(study, tasks, new ArrayList<>());
        for (Role role : List.of(Role.STRONG, Role.WEAK, Role.INTERMEDIATE)) { // those that can be trained
            check.policy(role.toString(), role);
        }
        for (String lock : study.items("locks")) {
            check.policy(lock + ".weak", Role.WEAK);
            for (String task : StudyTasks.ofLock(lock, study)) {
                check.that(lock + ".examples", task, Split.LOCK_TRAIN, 2, "examples"); // weak and strong
            }
        }
        for (String k : study.items("password-prompts.few-shot")) {
            check.demonstrations(k, Optional.empty());
        }
        for (String elicitation : study.items("elicit")) {
            Optional<Domains> domains = study.part(elicitation + ".domains", Domains.class);
            for (String shown : List.of(".k", ".few-shot", ".vectors.k")) {
                for (String k : study.items(elicitation + shown)) {
                    check.demonstrations(k, domains);
                }
            }
            check.that(elicitation + ".rounds.pool", "task", Split.ELICIT_TRAIN, 1, "problems");
            check.that(elicitation + ".first.k", "task", Split.ELICIT_TRAIN, 1, "demonstrations");
            check.that(elicitation + ".vectors.prompts", "task", Split.ELICIT_TRAIN, 1, "prompts");
            check.that(elicitation + ".problems", "task", Split.ELICIT_TRAIN, 1, "problems");
            check.weakSamples(elicitation);
        }
        new TreeMap<>(study.parts()).forEach((path, part) -> {
            if (part instanceof TaskConfig) {
                for (String owner : List.of(path, path + ".data")) {
                    check.that(owner + ".validation-problems", path, Split.VALIDATION, 1, "problems");
                    check.that(owner + ".test-problems", path, Split.TEST, 1, "problems");
                }
            }
        });
        return check.problems();
    }

    private record Check(Reading<Study> study, StudyTasks tasks, List<Problem> problems) {

        /**
         * @param path of the setting
         * @param task path of the task whose problems it asks for
         * @param perProblem how many of them one problem of the split makes
         */
        void that(String path, String task, Split split, int perProblem, String what) {
            tasks.at(task, study)
                    .ifPresent(known ->
                            atMost(perProblem * known.contents().size(split), path, split, known.name(), what));
        }

        /** What a policy learns from. @param path of the policy */
        void policy(String path, Role role) {
            Split split = ProblemDraw.training(role).split();
            for (String task : StudyTasks.ofPolicy(path, study)) {
                that(path + ".examples", task, split, 1, "examples");
            }
            that(path + ".dpo.problems", "task", split, 1, "problems");
        }

        /** Those of one method, each of another problem of the study's task, of some domains or of all. */
        void demonstrations(String path, Optional<Domains> domains) {
            if (domains.isEmpty()) {
                that(path, "task", Split.ELICIT_TRAIN, 1, "demonstrations");
                return;
            }
            Domains some = domains.get();
            tasks.at("task", study)
                    .filter(known -> known.contents().areGroupedAs(some)) // DomainsAreKnown says where not
                    .ifPresent(known -> atMost(
                            known.contents().size(Split.ELICIT_TRAIN, some),
                            path,
                            Split.ELICIT_TRAIN,
                            some + " in " + known.name(),
                            "demonstrations"));
        }

        private void atMost(long most, String path, Split split, String of, String what) {
            study.part(path, Integer.class)
                    .filter(wanted -> wanted > most)
                    .ifPresent(wanted -> problems.add(new Problem(
                            study.line(path),
                            path,
                            wanted.toString(),
                            "needs " + Words.number(wanted) + " " + what + ", but " + split + " of " + of + " has "
                                    + most(split, most))));
        }

        /** Small runs have samples of their own, and a first stage has others. */
        void weakSamples(String elicitation) {
            Optional<WeakSampleUnlocking.Config> config = study.part(elicitation, WeakSampleUnlocking.Config.class)
                    .filter(unlocking ->
                            unlocking.runs() > 1 || unlocking.first().isPresent());
            if (config.isEmpty()) {
                return;
            }
            boolean hasFirst = config.get().first().isPresent();
            int wanted = config.get().taken().orElseThrow().problems();
            String path = elicitation + (hasFirst ? ".first" : ".runs");
            tasks.at("task", study)
                    .filter(known -> wanted > known.contents().size(Split.ELICIT_TRAIN))
                    .ifPresent(known -> problems.add(new Problem(
                            study.line(path),
                            path,
                            hasFirst ? "" : String.valueOf(config.get().runs()),
                            "needs " + Words.number(wanted) + " weak samples, but " + Split.ELICIT_TRAIN + " of "
                                    + known.name() + " has "
                                    + Words.number(known.contents().size(Split.ELICIT_TRAIN))
                                    + " problems; use fewer" + (hasFirst ? ", here or in the small runs" : " runs"))));
        }

        private static String most(Split split, long most) {
            if (most > 0) {
                return Words.number(most) + "; use " + Words.number(most) + " or less";
            }
            return split == Split.WEAK_TRAIN
                    ? "none; use a method that trains nothing, such as mistakes or fixedrdm"
                    : "none";
        }
    }
}
