// The data of the site. The catalogue is in memory; completions and runs come from files of their own when somebody looks at
// them, by script elements, since a page that was opened from a file may not fetch. Texts are put into pages as text alone.
const Lockpick = (() => {
  "use strict";
  const KEPT = 100; // shards in memory
  const live = document.getElementById("live"); // of pages that a dashboard serves
  const handed = new Map(); // what a file has handed over, by name
  const shards = new Map(); // by number, the one used last at the end
  const offered = new WeakMap(); // the catalogue and study whose runs a select element has
  const CORRECT = "1".charCodeAt(0);
  let catalog = null;
  let opening = null; // the catalogue to come, or that is there
  let build = ""; // which making of the site it is of; completions stand in other places in another

  const load = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "data/" + name + ".js" + (build ? "?build=" + build : "");
    script.addEventListener("load", () => {
      script.remove();
      resolve(handed.get(name));
      handed.delete(name);
    });
    script.addEventListener("error", () => {
      script.remove();
      reject(new Error(script.src + " cannot be read"));
    });
    document.head.append(script);
  });

  /** The catalogue of the site as it is now; the same again until a dashboard has made the site anew. */
  const open = () => {
    const newest = live?.dataset.build ?? "";
    if (!opening || build !== newest) {
      build = newest;
      opening = read();
    }
    return opening;
  };

  const read = async () => {
    shards.clear();
    catalog = await load("catalog");
    for (const evaluation of catalog.evaluations) {
      const run = catalog.runs[evaluation.run];
      evaluation.verdicts = new TextEncoder().encode(evaluation.verdicts); // a character's code for each completion
      evaluation.count = evaluation.verdicts.length;
      evaluation.correct = evaluation.verdicts.reduce((sum, verdict) => sum + (verdict === CORRECT), 0);
      evaluation.prompted = [evaluation.prompt, evaluation.split, evaluation.other].filter(Boolean).join(", ");
      evaluation.after = evaluation.samples ? number(evaluation.samples) + " samples" : "step " + number(evaluation.step);
      evaluation.name = [evaluation.policy, evaluation.prompted, evaluation.variant, evaluation.after]
        .filter(Boolean).join(", ");
      run.evaluations ??= [];
      run.evaluations.push(evaluation);
    }
    for (const run of catalog.runs) run.evaluations ??= [];
    return catalog;
  };

  const shard = (n) => {
    const known = shards.get(n) ?? load("completions/" + n);
    shards.delete(n);
    shards.set(n, known);
    if (shards.size > KEPT) shards.delete(shards.keys().next().value);
    return known;
  };

  /** A completion with all that is known about it. */
  const completion = async (row) => {
    const evaluation = evaluationOf(row);
    const place = row - evaluation.first;
    const problem = catalog.lists[evaluation.list][place];
    const {texts, completions, grades} = await shard(shardOf(row));
    const i = row % catalog.rowsOfShard;
    return {
      evaluation,
      run: catalog.runs[evaluation.run],
      problem: catalog.problems[problem],
      domains: catalog.domainSets[catalog.domains[problem]],
      verdict: {"1": "correct", "0": "incorrect", "?": "undecided"}[String.fromCharCode(evaluation.verdicts[place])],
      text: texts[completions[i]],
      grade: texts[grades[i]],
    };
  };

  const shardOf = (row) => Math.floor(row / catalog.rowsOfShard);

  const evaluationOf = (row) => {
    let low = 0;
    let high = catalog.evaluations.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (catalog.evaluations[middle].first <= row) low = middle; else high = middle - 1;
    }
    return catalog.evaluations[low];
  };

  /**
   * Where the problems of one evaluation stand in another, by their place in the first; undefined for those that it lacks.
   * Null where every problem has the same place, as in evaluations of one split.
   */
  const places = (of, beside) => {
    if (of.list === beside.list) return null;
    const byProblem = new Map(catalog.lists[beside.list].map((problem, place) => [problem, place]));
    return catalog.lists[of.list].map((problem) => byProblem.get(problem));
  };

  /**
   * The completions that a filter lets through, without a look at any text.
   * filter.wants(evaluation); filter.verdict "1", "0", "?" or ""; filter.domain [grouping, name] or null;
   * filter.beside(evaluation): the evaluation to read beside it, if any, or null for none at all;
   * filter.agree: "", "differ", "gained" (right here alone), "lost" (right there alone), "both" or "neither".
   * Gives their rows, the rows beside them if that was asked for, and how many are correct.
   */
  const select = (filter) => {
    const rows = new Int32Array(catalog.rows);
    const besides = new Int32Array(filter.beside ? catalog.rows : 0);
    const inDomain = filter.domain && catalog.domainSets.map((set) => set[filter.domain[0]] === filter.domain[1]);
    const wanted = filter.verdict && filter.verdict.charCodeAt(0);
    let count = 0;
    let correct = 0;
    for (const evaluation of catalog.evaluations) {
      if (!filter.wants(evaluation)) continue;
      const beside = filter.beside && filter.beside(evaluation);
      if (filter.beside && !beside) continue;
      const placeOf = beside && places(evaluation, beside);
      const problems = catalog.lists[evaluation.list];
      const {verdicts, first} = evaluation;
      for (let i = 0; i < verdicts.length; i++) {
        if (wanted && verdicts[i] !== wanted) continue;
        if (inDomain && !inDomain[catalog.domains[problems[i]]]) continue;
        const here = verdicts[i] === CORRECT;
        if (beside) {
          const place = placeOf ? placeOf[i] : i;
          if (place === undefined || !agrees(filter.agree, here, beside.verdicts[place] === CORRECT)) continue;
          besides[count] = beside.first + place;
        }
        rows[count++] = first + i;
        if (here) correct++;
      }
    }
    return {rows: rows.subarray(0, count), besides: besides.subarray(0, filter.beside ? count : 0), correct};
  };

  const agrees = (wanted, here, there) => {
    switch (wanted) {
      case "differ": return here !== there;
      case "gained": return here && !there;
      case "lost": return !here && there;
      case "both": return here && there;
      case "neither": return !here && !there;
      default: return true;
    }
  };

  /** The last evaluation of a run that has the prompt, the split and the task of another, or undefined. */
  const alike = (run, evaluation, prompt = evaluation.prompt) => run.evaluations.findLast((candidate) =>
    candidate.prompt === prompt && candidate.split === evaluation.split && candidate.other === evaluation.other);

  const number = (n) => n.toLocaleString("en-US");
  const percent = (share) => (100 * share).toFixed(1).replace("-", "−") + "\u202f%";
  const verb = (n, one, many) => number(n) + " " + (n === 1 ? one : many);

  /** An element with attributes and children; text becomes text. */
  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...children);
    return made;
  };

  /** The runs of a study, or of each, as the options of a select element, which keeps those that it has already. */
  const runOptions = (select, study, ...first) => {
    const has = offered.get(select);
    if (has?.catalog === catalog && has.study === study) return;
    offered.set(select, {catalog, study});
    const groups = catalog.studies.flatMap((known, i) => {
      if (study && known.name !== study) return [];
      const options = catalog.runs.filter((run) => run.studies.includes(i) && run.evaluations.length)
        .map((run) => element("option", {value: run.folder}, run.name));
      return [element("optgroup", {label: known.title}, ...options)];
    });
    const chosen = select.value;
    select.replaceChildren(...first, ...groups);
    select.value = chosen;
  };

  return {
    open, load, shard, shardOf, completion, evaluationOf, select, alike, runOptions, element, number, percent, verb,
    runOf: (folder) => catalog.runs.find((run) => run.folder === folder),
    arrived: (name, data) => handed.set(name, data),
  };
})();
