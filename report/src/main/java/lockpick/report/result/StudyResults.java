package lockpick.report.result;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import lockpick.report.read.FinishedRun;
import lockpick.report.read.Labels;
import lockpick.report.read.PlannedRun;
import lockpick.report.read.StudyIndex;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;

/**
 * Everything a report shows, of the runs that have finished so far.
 *
 * @param finished in the order of the study
 * @param missing planned, not finished
 * @param locks names, in the order of the study, each followed by its controls; the given models last
 * @param verdicts what the gate finds of the locks that have finished under some seed, in the order of the study
 * @param policies what no elicitation has touched: locked, strong and weak policies and those beside them, by split
 * @param elicitations in the order of the study
 * @param comparisons one for each of {@code elicitations}, in its order
 * @param prompts every way in which a lock was asked, if there is more than one, by lock
 * @param acrossDomains of every result whose problems have domains
 * @param claims what was found of each of the study's claims, in the order of the study
 */
public record StudyResults(
        StudyIndex index,
        List<FinishedRun> finished,
        List<PlannedRun> missing,
        List<String> locks,
        List<LockVerdict> verdicts,
        List<PolicyResult> policies,
        List<Elicitation> elicitations,
        List<Comparison> comparisons,
        List<PromptResult> prompts,
        List<AcrossDomains> acrossDomains,
        List<ClaimFinding> claims) {

    public StudyResults {
        finished = List.copyOf(finished);
        missing = List.copyOf(missing);
        locks = List.copyOf(locks);
        verdicts = List.copyOf(verdicts);
        policies = List.copyOf(policies);
        elicitations = List.copyOf(elicitations);
        comparisons = List.copyOf(comparisons);
        prompts = List.copyOf(prompts);
        acrossDomains = List.copyOf(acrossDomains);
        claims = List.copyOf(claims);
    }

    /** Reads a study and its runs. */
    public static StudyResults read(Path runsFolder, String studyName) throws IOException {
        StudyIndex index = StudyIndex.read(runsFolder, studyName);
        List<FinishedRun> finished = new ArrayList<>();
        List<PlannedRun> missing = new ArrayList<>();
        for (PlannedRun plan : index.runs()) {
            FinishedRun.read(runsFolder, plan).ifPresentOrElse(finished::add, () -> missing.add(plan));
        }
        List<String> locks = locks(index);
        List<Elicitation> elicitations = new Elicitations(index, finished).all();
        return new StudyResults(
                index,
                finished,
                missing,
                locks,
                new LockVerdicts(index, finished).all(),
                policies(finished, locks),
                elicitations,
                new Comparisons(index, elicitations).all(),
                new Prompts(finished).all(locks),
                AcrossDomains.of(elicitations),
                new Claims(index, elicitations).all());
    }

    /** The locks that this study made and that are no controls of others, in the order of the study. */
    public List<String> realLocks() {
        return locks.stream().filter(lock -> !isControl(lock) && !isGiven(lock)).toList();
    }

    /** Whether a name of {@link #locks} is that of a control. */
    public boolean isControl(String lock) {
        return index.isControl(lock);
    }

    /** Whether a name of {@link #locks} is that of a given model. */
    public boolean isGiven(String lock) {
        return index.isGiven(lock);
    }

    /** What a name of {@link #locks} stands for: {@code locked}, {@code control} or {@code given}. */
    public String kind(String lock) {
        if (isGiven(lock)) {
            return "given";
        }
        return isControl(lock) ? "control" : "locked";
    }

    /** What the gate finds of a lock; empty for a control, and while no seed has finished. */
    public Optional<LockVerdict> verdict(String lock) {
        return verdicts.stream().filter(verdict -> verdict.lock().equals(lock)).findFirst();
    }

    private static List<String> locks(StudyIndex index) {
        Set<String> names = new LinkedHashSet<>();
        for (PlannedRun plan : index.runs()) {
            if (plan.labels() instanceof Labels.Lock lock) {
                names.add(lock.lock());
            }
        }
        return List.copyOf(names);
    }

    private static List<PolicyResult> policies(List<FinishedRun> finished, List<String> locks) {
        List<PolicyResult> results = new ArrayList<>();
        for (Split split : Split.values()) {
            for (String lock : locks) {
                for (Prompt prompt : Prompt.values()) {
                    add(results, finished, Optional.of(lock), Policy.LOCKED, prompt, split);
                }
            }
            for (Prompt prompt : Prompt.values()) {
                add(results, finished, Optional.empty(), Policy.STRONG, prompt, split);
                add(results, finished, Optional.empty(), Policy.INTERMEDIATE, prompt, split);
                add(results, finished, Optional.empty(), Policy.WEAK, prompt, split);
                for (String lock : locks) {
                    add(results, finished, Optional.of(lock), Policy.WEAK, prompt, split);
                }
                add(results, finished, Optional.empty(), Policy.DEMONSTRATOR, prompt, split);
            }
        }
        return results;
    }

    private static void add(
            List<PolicyResult> results,
            List<FinishedRun> finished,
            Optional<String> lock,
            Policy policy,
            Prompt prompt,
            Split split) {
        Measurements.find(finished, lock, policy, prompt, split)
                .ifPresent(found -> results.add(new PolicyResult(lock, policy, prompt, split, found)));
    }

    /** The result of a policy that no elicitation has touched; empty while no seed has finished. */
    public Optional<Measurement> policy(Optional<String> lock, Policy policy, Prompt prompt, Split split) {
        return policies.stream()
                .filter(result -> result.lock().equals(lock)
                        && result.policy() == policy
                        && result.prompt() == prompt
                        && result.split() == split)
                .map(PolicyResult::measurement)
                .findFirst();
    }

    /** Whether all locks imitate the study's weak policy, and none has one of its own. */
    public boolean sharesWeak() {
        return index.study().locks().stream().allMatch(lock -> lock.weak().isEmpty());
    }

    /** How the weak policy that a lock imitates answers: its own, or the study's. */
    public Optional<Measurement> weak(String lock) {
        return weak(Optional.of(lock)).or(() -> weak(Optional.empty()));
    }

    private Optional<Measurement> weak(Optional<String> lock) {
        return policy(lock, Policy.WEAK, Prompt.NO_PASSWORD, Split.TEST);
    }

    /** The results of supervised fine-tuning, in the order of the study. */
    public List<Elicitation> sft() {
        return elicitations.stream().filter(Elicitation::isSft).toList();
    }

    /** The kinds of demonstrations that are to unlock, in the order of the study. */
    public List<String> unlocking() {
        return demonstrations(result -> !result.isOfWeak());
    }

    /** The kinds of demonstrations that the weak policy wrote, in the order of the study. */
    public List<String> weak() {
        return demonstrations(Elicitation::isOfWeak);
    }

    private List<String> demonstrations(Predicate<Elicitation> some) {
        return sft().stream()
                .filter(some)
                .map(Elicitation::demonstrations)
                .distinct()
                .toList();
    }

    /** The results of supervised fine-tuning on one kind of demonstrations, in the order of the study. */
    public List<Elicitation> sft(String demonstrations) {
        return sft().stream()
                .filter(result -> result.demonstrations().equals(demonstrations))
                .toList();
    }

    /** The finished runs of a result: every seed, every learning rate. */
    public List<FinishedRun> runs(Elicitation result) {
        return finished.stream()
                .filter(run -> run.plan().labels() instanceof Labels.Elicited labels
                        && labels.lock().equals(result.lock())
                        && labels.kind().equals(result.method())
                        && labels.settings().equals(result.settings()))
                .toList();
    }

    /** The run of a result under one seed, at the learning rate selected on validation. */
    public Optional<FinishedRun> selectedRun(Elicitation result, long seed) {
        double rate = result.onValidation().candidate().learningRate();
        return runs(result).stream()
                .filter(run -> run.plan().labels() instanceof Labels.Elicited labels
                        && labels.seed() == seed
                        && labels.learningRate() == rate)
                .findFirst();
    }

    /** Every k of one kind of demonstrations, ascending. */
    public List<Integer> ks(String demonstrations) {
        return sft(demonstrations).stream()
                .map(Elicitation::k)
                .distinct()
                .sorted()
                .toList();
    }
}
