package lockpick.study.grade.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import lockpick.study.grade.Grade;
import lockpick.study.grade.Verdict;
import lockpick.study.grade.program.ProgramTests.Assertions;
import lockpick.study.grade.program.ProgramTests.Calls;
import lockpick.study.grade.program.ProgramTests.InputOutput;
import lockpick.study.sandbox.BrokenBoxException;
import lockpick.study.sandbox.IsolationException;
import lockpick.study.sandbox.Sandbox;
import lockpick.study.sandbox.Tools;
import tools.jackson.databind.JsonNode;

/**
 * Grades programs by their tests (paper App. E.1): correct if every test passes. Programs run in the sandbox, several at
 * once; a grade, once given, is kept in the cache folder under everything that decides it.
 */
public final class ProgramGrader implements AutoCloseable {

    /** Changes whenever the same program could get another grade. */
    private static final String VERSION = "programs 3";

    /** What the reward of a grade says. */
    public enum Reward {
        /** 1 for correct programs, 0 for all others; the tests after a failed one are not run. */
        CORRECTNESS,
        /** The share of tests that passed. */
        SHARE_OF_TESTS
    }

    private final Sandbox sandbox;
    private final ProgramJudge judge;
    private final ReportCache reports;
    private final Reward reward;
    private final ExecutorService workers;

    private ProgramGrader(Sandbox sandbox, ProgramJudge judge, ReportCache reports, Reward reward, int atOnce) {
        this.sandbox = sandbox;
        this.judge = judge;
        this.reports = reports;
        this.reward = reward;
        this.workers = Executors.newFixedThreadPool(atOnce, task -> {
            Thread thread = new Thread(task, "program-grader");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * A grader whose sandbox has passed its self-test.
     *
     * @param cache a folder for reports and for what is compiled once; made if it is not there, never emptied
     * @param atOnce programs at the same time, at least 1
     * @throws IsolationException if programs cannot be isolated here
     */
    public static ProgramGrader open(Path cache, ProgramLimits limits, Reward reward, int atOnce) throws IOException {
        return open(cache, limits, reward, atOnce, Tools.ofSystem());
    }

    /** The same with these compilers and interpreters. */
    public static ProgramGrader open(Path cache, ProgramLimits limits, Reward reward, int atOnce, Tools tools)
            throws IOException {
        if (atOnce < 1) {
            throw new IllegalArgumentException("atOnce: was given " + atOnce + ", must be at least 1");
        }
        Sandbox sandbox = Sandbox.open(cache);
        ProgramJudge judge = new ProgramJudge(sandbox, tools, cache, limits, reward == Reward.SHARE_OF_TESTS);
        return new ProgramGrader(sandbox, judge, new ReportCache(cache.resolve("grades")), reward, atOnce);
    }

    /** Grades programs, as {@link #report} does. */
    public List<Grade> grade(List<ProgramCandidate> candidates) throws IOException {
        return report(candidates).stream().map(ProgramReport::grade).toList();
    }

    /**
     * Grades programs, with a verdict on each test; the reports come in the order of the candidates. Equal candidates are
     * run once.
     *
     * @throws IsolationException if the sandbox cannot be used, or a compiler or interpreter is missing
     * @throws IOException if the cache folder cannot be used
     */
    public List<ProgramReport> report(List<ProgramCandidate> candidates) throws IOException {
        Map<CacheKey, Future<ProgramReport>> running = new HashMap<>();
        List<Future<ProgramReport>> ordered = new ArrayList<>();
        for (ProgramCandidate candidate : candidates) {
            CacheKey key = key(candidate);
            ordered.add(running.computeIfAbsent(key, absent -> workers.submit(() -> report(absent, candidate))));
        }
        List<ProgramReport> found = new ArrayList<>();
        try {
            for (Future<ProgramReport> report : ordered) {
                found.add(report.get());
            }
        } catch (ExecutionException e) {
            throw rethrown(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while grading programs", e);
        } finally {
            ordered.forEach(report -> report.cancel(true));
        }
        return found;
    }

    private ProgramReport report(CacheKey key, ProgramCandidate candidate) throws IOException {
        Optional<ProgramReport> known = reports.get(key);
        if (known.isPresent()) {
            return known.get();
        }
        ProgramReport report = withReward(judged(candidate));
        if (report.grade().verdict() != Verdict.UNDECIDED) {
            reports.put(key, report);
        }
        return report;
    }

    /** A box that breaks gets a second chance; then either the sandbox is of no use any more, or the grade is open. */
    private ProgramReport judged(ProgramCandidate candidate) throws IOException {
        try {
            return judge.judge(candidate);
        } catch (BrokenBoxException first) {
            try {
                return judge.judge(candidate);
            } catch (BrokenBoxException second) {
                sandbox.test();
                return ProgramReport.without(Grade.undecided(
                        "the sandbox ended early, twice: " + Reasons.line(String.valueOf(second.getMessage()))));
            }
        }
    }

    private ProgramReport withReward(ProgramReport report) {
        Grade grade = report.grade();
        return switch (reward) {
            case SHARE_OF_TESTS -> report;
            case CORRECTNESS -> new ProgramReport(grade.withReward(grade.isCorrect() ? 1 : 0), report.tests());
        };
    }

    private CacheKey key(ProgramCandidate candidate) throws IOException {
        List<String> texts = new ArrayList<>(List.of(VERSION, reward.name()));
        texts.addAll(judge.identity(candidate.program()));
        texts.add(candidate.program().source());
        texts.add(candidate.tests().getClass().getSimpleName());
        switch (candidate.tests()) {
            case InputOutput tests -> tests.runs().forEach(run -> texts.addAll(List.of(run.input(), run.output())));
            case Calls tests -> {
                texts.add(tests.function());
                tests.calls().forEach(call -> {
                    texts.add(PythonValues.text(call.arguments()));
                    texts.add(call.accepted().stream()
                            .map(JsonNode::toString)
                            .toList()
                            .toString());
                });
            }
            case Assertions tests -> texts.addAll(tests.texts());
        }
        return CacheKey.of(texts);
    }

    private static IOException rethrown(ExecutionException e) {
        return switch (e.getCause()) {
            case IOException io -> io;
            case RuntimeException mistake -> throw mistake;
            case Error error -> throw error;
            case null, default -> new IOException("grading a program failed", e);
        };
    }

    /** Waits for what still runs, whose time is limited. */
    @Override
    public void close() {
        workers.shutdownNow();
        try {
            workers.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sandbox.close();
    }
}
