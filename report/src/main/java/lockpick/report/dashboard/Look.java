package lockpick.report.dashboard;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockpick.report.page.RunName;
import lockpick.report.table.Format;
import lockpick.study.execute.TimeLeft;
import lockpick.study.setting.Words;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How everything stands at one moment.
 *
 * @param runs of all studies, each once
 */
record Look(List<WatchedStudy> studies, List<WatchedRun> runs) {

    Look {
        studies = List.copyOf(studies);
        runs = List.copyOf(runs);
    }

    /** What the pages show, in words where it is for people ({@code live.js}). */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("said", said())
                .put("share", runs.isEmpty() ? 1 : (double) finished() / runs.size())
                .put("left", left());
        ArrayNode running = json.putArray("running");
        ArrayNode failed = json.putArray("failed");
        for (WatchedRun run : runs) {
            switch (run.standing()) {
                case Standing.Running now ->
                    named(running, run)
                            .put("share", now.share())
                            .put("said", Math.round(100 * now.share()) + "\u202f%, " + Format.seconds(now.seconds()));
                case Standing.Failed failure -> named(failed, run).put("why", failure.why());
                case Standing.Waiting waiting -> {}
                case Standing.Finished finished -> {}
            }
        }
        return json;
    }

    private static ObjectNode named(ArrayNode list, WatchedRun run) {
        return list.addObject()
                .put("folder", run.plan().folder())
                .put("name", RunName.of(run.plan().labels()));
    }

    private long finished() {
        return count(Standing.Finished.class);
    }

    private long count(Class<? extends Standing> standing) {
        return runs.stream().filter(run -> standing.isInstance(run.standing())).count();
    }

    /** Such as {@code 12 of 43 runs finished, 2 running, 1 failed}. */
    private String said() {
        long running = count(Standing.Running.class);
        long failed = count(Standing.Failed.class);
        if (finished() == runs.size()) {
            return runs.size() == 1
                    ? "The run has finished"
                    : "All " + Words.count(runs.size(), "run") + " have finished";
        }
        return Stream.of(
                        Format.count(finished()) + " of " + Words.count(runs.size(), "run") + " finished",
                        running == 0 ? "none running" : Format.count(running) + " running",
                        failed == 0 ? "" : Format.count(failed) + " failed")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** Such as {@code about 3 min 12 s left}; empty while nobody computes. Runs that failed are not waited for. */
    private String left() {
        int atOnce = Math.toIntExact(count(Standing.Running.class));
        OptionalDouble seconds = atOnce == 0
                ? OptionalDouble.empty()
                : TimeLeft.seconds(runs.stream().flatMap(Look::forTimeLeft).toList(), atOnce);
        return seconds.isPresent() ? "about " + Format.seconds(seconds.getAsDouble()) + " left" : "";
    }

    private static Stream<TimeLeft.Standing> forTimeLeft(WatchedRun run) {
        String kind = run.plan().labels().kind();
        double weight = run.plan().weight();
        return switch (run.standing()) {
            case Standing.Waiting waiting -> Stream.of(new TimeLeft.Standing(kind, weight, 0, 0));
            case Standing.Running now -> Stream.of(new TimeLeft.Standing(kind, weight, now.share(), now.seconds()));
            case Standing.Finished finished -> Stream.of(new TimeLeft.Standing(kind, weight, 1, finished.seconds()));
            case Standing.Failed failed -> Stream.empty();
        };
    }
}
