package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lockpick.study.elicit.ElicitationConfig;
import lockpick.study.experiment.StudyClaim.Quantity;
import lockpick.study.lock.LockConfig;
import lockpick.study.pipeline.GivenModel;
import lockpick.study.setting.Nearest;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;
import lockpick.study.setting.Words;

/** Every claim has one bound and is about results that the study will have. */
final class ClaimsCanBeJudged implements StudyRule {

    @Override
    public List<Problem> check(Reading<Study> study) {
        List<Problem> problems = new ArrayList<>();
        List<String> locks = locks(study);
        List<String> gapless = gapless(study, locks);
        List<String> elicitations = elicitations(study);
        for (String path : study.items("claims")) {
            study.part(path, StudyClaim.class).ifPresent(claim -> bound(study, path, claim, problems));
            for (String result : List.of(path + ".of", path + ".less")) {
                study.part(result, StudyClaim.Result.class)
                        .ifPresent(named -> named(study, result, named, locks, gapless, elicitations, problems));
            }
        }
        return problems;
    }

    private static void bound(Reading<Study> study, String path, StudyClaim claim, List<Problem> problems) {
        if (claim.above().isPresent() == claim.atMost().isPresent()) {
            problems.add(
                    new Problem(study.line(path), path, "", "give above or at-most, one of them: when does it hold?"));
        }
        boolean hasNoGap = claim.results().stream()
                .flatMap(result -> result.lock().stream())
                .anyMatch(lock -> gapless(study, locks(study)).contains(lock));
        if (hasNoGap && claim.quantity() == Quantity.RECOVERED_GAP) {
            String quantity = path + ".quantity";
            problems.add(new Problem(
                    study.line(quantity),
                    quantity,
                    "recovered-gap",
                    "controls and given models have no gap; write correctness"));
        }
    }

    private static void named(
            Reading<Study> study,
            String path,
            StudyClaim.Result result,
            List<String> locks,
            List<String> gapless,
            List<String> elicitations,
            List<Problem> problems) {
        String lock = result.lock().orElse("");
        if (!lock.isEmpty() && !locks.contains(lock) && !gapless.contains(lock)) {
            List<String> known = new ArrayList<>(locks);
            known.addAll(gapless);
            problems.add(unknown(study, path + ".lock", lock, "the study has ", known));
        }
        List<String> meant = result.among(elicitations);
        if (meant.isEmpty()) {
            problems.add(
                    unknown(study, path + ".elicitation", result.elicitation(), "the study elicits by ", elicitations));
        } else if (meant.size() > 1) {
            problems.add(new Problem(
                    study.line(path),
                    path + ".elicitation",
                    result.elicitation(),
                    "may be " + quoted(meant) + "; write as much as tells them apart"));
        }
    }

    private static Problem unknown(Reading<Study> study, String path, String name, String has, List<String> known) {
        Optional<String> near = Nearest.to(name, known);
        return new Problem(
                study.line(path),
                path,
                name,
                has
                        + (known.isEmpty() ? "nothing" : quoted(known))
                        + near.map(other -> "; did you mean " + other + "?").orElse(""));
    }

    /** Names have commas in them. */
    private static String quoted(List<String> names) {
        return Words.all(names.stream().map(name -> "'" + name + "'").toList());
    }

    private static List<String> locks(Reading<Study> study) {
        return study.items("locks").stream()
                .flatMap(path -> study.part(path, LockConfig.class).stream())
                .map(LockConfig::called)
                .toList();
    }

    /** What nobody knows a ceiling of: controls and given models. */
    private static List<String> gapless(Reading<Study> study, List<String> locks) {
        Stream<String> controls = study.items("controls").stream()
                .flatMap(path -> study.part(path, StudyControl.class).stream())
                .flatMap(control -> locks.stream().map(lock -> RunLabels.called(lock, control.control())));
        Stream<String> models = study.items("models").stream()
                .flatMap(path -> study.part(path, GivenModel.class).stream())
                .map(GivenModel::name);
        return Stream.concat(controls, models).toList();
    }

    private static List<String> elicitations(Reading<Study> study) {
        Set<String> names = new LinkedHashSet<>();
        for (String path : study.items("elicit")) {
            study.part(path, ElicitationConfig.class)
                    .ifPresent(method -> method.points().forEach(point -> names.add(RunLabels.called(point))));
        }
        return List.copyOf(names);
    }
}
