package lockpick.study.task.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockpick.study.grade.program.ProgramCandidate;
import lockpick.study.task.apps.Apps;
import lockpick.study.task.apps.AppsRecord;
import lockpick.study.task.data.DataRecord;
import lockpick.study.task.data.DataSet;
import lockpick.study.task.data.Json;
import lockpick.study.task.data.ProgramLanguage;
import lockpick.study.task.humaneval.HumanEval;
import lockpick.study.task.humaneval.HumanEvalRecord;
import lockpick.study.task.mbpp.Mbpp;
import lockpick.study.task.mbpp.MbppRecord;
import lockpick.study.task.mbxp.Mbxp;
import lockpick.study.task.mbxp.MbxpRecord;
import tools.jackson.databind.JsonNode;

/** Programs of the data sets whose verdict is on record, in {@code LOCKPICK_DATA} or {@code ../shared/data}. */
record RecordedPrograms(Path data) {

    /** Problems that these slices of the data sets lack. */
    private static final Set<String> WITHOUT_PROBLEM = Set.of("MBPP/774", "MBCPP/774");

    /**
     * One program.
     *
     * @param name file, problem and sample
     * @param passed the verdict on record
     */
    record Recorded(String name, ProgramCandidate candidate, boolean passed) {}

    /** Reference solutions. */
    List<Recorded> references() throws IOException {
        List<Recorded> all = new ArrayList<>();
        for (MbppRecord problem : load(new Mbpp(), "mbpp/mbpp.jsonl")) {
            all.add(new Recorded(problem.id(), ProgramCandidates.mbpp(problem, problem.code()), true));
        }
        for (MbppRecord problem : load(new Mbpp(), "mbpp/sanitized-mbpp.json")) {
            all.add(new Recorded("sanitized " + problem.id(), ProgramCandidates.mbpp(problem, problem.code()), true));
        }
        for (String file : List.of(
                "HumanEval.jsonl", "humaneval-x_cpp.jsonl", "humanevalpack_cpp.jsonl", "humanevalpack_python.jsonl")) {
            for (HumanEvalRecord problem : load(new HumanEval(), "humaneval/" + file)) {
                all.add(new Recorded(
                        file + " " + problem.id(), ProgramCandidates.humanEval(problem, problem.solution()), true));
            }
        }
        for (String file : List.of("mbcpp_release_v1.2.jsonl", "mbpp_release_v1.jsonl")) {
            for (MbxpRecord problem : load(new Mbxp(), "mbxp/" + file)) {
                problem.solution()
                        .ifPresent(solution -> all.add(new Recorded(
                                file + " " + problem.id(), ProgramCandidates.mbxp(problem, solution), true)));
            }
        }
        return all;
    }

    /** Solutions with a bug that somebody put there. */
    List<Recorded> buggy() throws IOException {
        List<Recorded> all = new ArrayList<>();
        for (String file : List.of("humanevalpack_cpp.jsonl", "humanevalpack_python.jsonl")) {
            for (HumanEvalRecord problem : load(new HumanEval(), "humaneval/" + file)) {
                all.add(new Recorded(
                        "buggy " + file + " " + problem.id(),
                        ProgramCandidates.humanEval(
                                problem, problem.buggy().orElseThrow().solution()),
                        false));
            }
        }
        return all;
    }

    /** Solutions of APPS, references and samples of models alike, by the verdicts of {@code verified.jsonl}. */
    List<Recorded> apps() throws IOException {
        Map<String, AppsRecord> problems = byId(new Apps(), "apps/APPS");
        List<Recorded> all = new ArrayList<>();
        for (JsonNode row : rows("apps/verified.jsonl")) {
            String number = row.get("problem").stringValue();
            AppsRecord problem = problems.get("train/" + number);
            Path folder = data.resolve("apps/APPS/train/" + number);
            addApps(all, problem, "solution", problem.solutions(), row.get("solutions_pass"));
            Path samples = folder.resolve("gen_solutions.json");
            if (Files.exists(samples)) {
                List<String> codes = Json.of(Files.readString(samples)).values().stream()
                        .map(sample -> sample.get("code").stringValue())
                        .toList();
                addApps(all, problem, "sample", codes, row.get("gen_pass"));
            }
        }
        return all;
    }

    private static void addApps(
            List<Recorded> all, AppsRecord problem, String kind, List<String> codes, JsonNode passed) {
        for (int i = 0; i < codes.size(); i++) {
            all.add(new Recorded(
                    problem.id() + " " + kind + " " + i,
                    ProgramCandidates.apps(problem, ProgramLanguage.PYTHON, codes.get(i)),
                    passed.get(i).booleanValue()));
        }
    }

    /** Completions of models, by the name of their file. */
    List<Recorded> completions(String file) throws IOException {
        List<JsonNode> rows = rows("model_outputs/" + file + ".jsonl");
        Function<JsonNode, ProgramCandidate> candidate = candidates(file);
        List<Recorded> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            JsonNode row = rows.get(i);
            if (WITHOUT_PROBLEM.contains(row.get("task_id").asString())) {
                continue;
            }
            all.add(new Recorded(
                    file + ":" + (i + 1) + " " + row.get("task_id").asString(),
                    candidate.apply(row),
                    row.get("passed").booleanValue()));
        }
        return all;
    }

    private Function<JsonNode, ProgramCandidate> candidates(String file) throws IOException {
        return switch (file) {
            case "mbpp_gpt4" -> {
                Map<String, Map<String, MbppRecord>> editions = new HashMap<>();
                for (String edition : List.of("mbpp.jsonl", "sanitized-mbpp.json")) {
                    editions.put(edition, byId(new Mbpp(), "mbpp/" + edition));
                }
                yield row -> ProgramCandidates.mbpp(
                        editions.get(row.get("tests_from").stringValue())
                                .get("mbpp/" + row.get("task_id").asString()),
                        row.get("solution").stringValue());
            }
            case "humaneval_openai_models", "humaneval_codegen16b" -> {
                Map<String, HumanEvalRecord> problems = byId(new HumanEval(), "humaneval/HumanEval.jsonl");
                String text = file.equals("humaneval_codegen16b") ? "completion" : "solution";
                yield row -> ProgramCandidates.humanEval(
                        problems.get(row.get("task_id").stringValue()),
                        row.get(text).stringValue());
            }
            case "mbxp_cpp_completions", "mbxp_py_completions" -> {
                String problemFile = file.contains("cpp") ? "mbcpp_release_v1.2.jsonl" : "mbpp_release_v1.jsonl";
                Map<String, MbxpRecord> problems = byId(new Mbxp(), "mbxp/" + problemFile);
                yield row -> ProgramCandidates.mbxp(
                        problems.get(row.get("task_id").stringValue()),
                        row.get("completion").stringValue());
            }
            default -> throw new IllegalArgumentException("no such file: " + file);
        };
    }

    private <R extends DataRecord> Map<String, R> byId(DataSet<R> set, String path) throws IOException {
        return load(set, path).stream().collect(Collectors.toMap(DataRecord::id, record -> record, (a, b) -> a));
    }

    private <R extends DataRecord> List<R> load(DataSet<R> set, String path) throws IOException {
        return set.load(data.resolve(path)).records();
    }

    private List<JsonNode> rows(String path) throws IOException {
        try (Stream<String> lines = Files.lines(data.resolve(path))) {
            return lines.map(Json::of).toList();
        }
    }
}
