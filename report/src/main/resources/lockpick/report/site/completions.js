// Lets a reader filter and search all completions, alone or beside those of another policy for the same problems.
// What is chosen stands behind the # of the address, so that every view is a link.
(async () => {
  "use strict";
  const {element, number, verb} = Lockpick;
  const PAGE = 25; // completions shown at once
  const AT_ONCE = 8; // shards read together in a search
  const form = document.getElementById("filter");
  const fields = form.elements;
  const at = (id) => document.getElementById(id);
  let catalog = await Lockpick.open();
  let view = 0; // the latest; older ones that are still busy give up
  let page = 0;

  const option = (value, text = value) => element("option", {value}, text);
  const distinct = (values) => [...new Set(values)];

  /** What the site has to choose from, behind the choice of all that each field begins with. */
  const fillForm = () => {
    const fill = (field, options) => field.replaceChildren(field.firstElementChild, ...options);
    fill(fields.study, catalog.studies.map((study) => option(study.name, study.title)));
    fill(fields.prompt, distinct(catalog.evaluations.map((evaluation) => evaluation.prompt)).map((value) => option(value)));
    fill(fields.split, distinct(catalog.evaluations.map((evaluation) => evaluation.split)).map((value) => option(value)));
    fill(fields.domain, []);
    for (const grouping of distinct(catalog.domainSets.flatMap(Object.keys)).sort()) {
      const names = distinct(catalog.domainSets.map((set) => set[grouping]).filter(Boolean)).sort();
      fields.domain.append(element("optgroup", {label: grouping}, ...names.map((name) => option(grouping + "=" + name, name))));
    }
  };

  /** Puts what the address says into the form. What can be chosen depends on what is chosen before. */
  const readAddress = () => {
    const chosen = new URLSearchParams(location.hash.slice(1));
    const choose = (name) => {
      fields[name].value = chosen.get(name) ?? "";
      if (fields[name].selectedIndex < 0) fields[name].value = ""; // what this site does not have
    };
    choose("study");
    Lockpick.runOptions(fields.run, fields.study.value, option("", "all"));
    choose("run");
    const run = Lockpick.runOf(fields.run.value);
    fields.evaluation.replaceChildren(option("", "all"), option("last", "the last of each kind"),
      ...(run ? run.evaluations.map((evaluation, i) => option(String(i), evaluation.name)) : []));
    Lockpick.runOptions(fields.beside, fields.study.value, option("", "nothing"),
      option("floor", "floor: the locked policy without the password"),
      option("ceiling", "ceiling: the locked policy with the password"));
    ["evaluation", "prompt", "split", "domain", "verdict", "beside", "agree"].forEach(choose);
    if (document.activeElement !== fields.text) fields.text.value = chosen.get("text") ?? "";
    fields.agree.closest("label").hidden = !fields.beside.value;
    page = Math.max(0, Number(chosen.get("page") ?? 1) - 1) || 0;
  };

  const writeAddress = (newPage) => {
    const chosen = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) chosen.set(name, value);
    if (newPage) chosen.set("page", newPage + 1);
    location.hash = chosen.toString();
  };

  /** The evaluation to read beside one: of what it was elicited from, or of the run that was chosen. */
  const besideOf = (choice) => (evaluation) => {
    const run = catalog.runs[evaluation.run];
    if (choice === "floor" || choice === "ceiling") {
      const locked = run.locked === undefined ? undefined : catalog.runs[run.locked];
      return locked && Lockpick.alike(locked, evaluation, choice === "floor" ? "no-password" : "password");
    }
    return Lockpick.alike(Lockpick.runOf(choice), evaluation);
  };

  const filter = () => {
    const study = catalog.studies.findIndex((known) => known.name === fields.study.value);
    const run = Lockpick.runOf(fields.run.value);
    const one = run?.evaluations[fields.evaluation.value];
    const domain = fields.domain.value;
    return {
      wants: (evaluation) =>
        (!run || catalog.runs[evaluation.run] === run)
        && (study < 0 || catalog.runs[evaluation.run].studies.includes(study))
        && (!one || evaluation === one)
        && (fields.evaluation.value !== "last" || isLast(evaluation))
        && (!fields.prompt.value || evaluation.prompt === fields.prompt.value)
        && (!fields.split.value || evaluation.split === fields.split.value),
      verdict: fields.verdict.value,
      domain: domain ? [domain.slice(0, domain.indexOf("=")), domain.slice(domain.indexOf("=") + 1)] : null,
      beside: fields.beside.value ? besideOf(fields.beside.value) : null,
      agree: fields.agree.value,
    };
  };

  const isLast = (evaluation) => evaluation === catalog.runs[evaluation.run].evaluations.findLast((candidate) =>
    candidate.prompted === evaluation.prompted && candidate.variant === evaluation.variant);

  const show = async () => {
    const mine = ++view;
    const newest = await Lockpick.open();
    if (mine !== view) return;
    if (newest !== catalog) {
      catalog = newest;
      fillForm();
    }
    readAddress();
    const selected = Lockpick.select(filter());
    const text = fields.text.value.trim().toLowerCase();
    at("progress").hidden = !text;
    if (!text) {
      at("found").textContent = verb(selected.rows.length, "completion", "completions")
        + (selected.rows.length ? ", " + Lockpick.percent(selected.correct / selected.rows.length) + " correct" : "");
      await draw(mine, selected, null, selected.rows.length);
    } else {
      await search(mine, selected, text);
    }
  };

  /** Reads the selected completions shard by shard, and shows what it has found as it goes. */
  const search = async (mine, selected, text) => {
    const {rows} = selected;
    const hits = []; // indices into rows
    let next = 0;
    let shown = -1;
    while (next < rows.length) {
      const groups = [];
      while (groups.length < AT_ONCE && next < rows.length) {
        const shard = Lockpick.shardOf(rows[next]);
        const start = next;
        while (next < rows.length && Lockpick.shardOf(rows[next]) === shard) next++;
        groups.push({shard, start, end: next});
      }
      const loaded = await Promise.all(groups.map((group) => Lockpick.shard(group.shard)));
      if (mine !== view) return;
      groups.forEach((group, g) => hits.push(...hitsIn(rows, group, loaded[g], text)));
      at("progress").value = next / rows.length;
      at("found").textContent = verb(hits.length, "completion", "completions") + " with “" + fields.text.value.trim() + "”, "
        + number(next) + " of " + number(rows.length) + " searched";
      const full = Math.min(hits.length, (page + 1) * PAGE);
      if (full > shown) {
        shown = full;
        await draw(mine, selected, hits, hits.length);
      } else {
        turnable(hits.length);
      }
    }
    if (rows.length === 0) {
      at("found").textContent = "0 completions";
      await draw(mine, selected, hits, 0);
    }
    at("progress").hidden = true;
  };

  const hitsIn = (rows, group, {texts, completions, grades}, text) => {
    const has = texts.map((candidate) => candidate.toLowerCase().includes(text));
    const hits = [];
    let evaluation = Lockpick.evaluationOf(rows[group.start]);
    for (let i = group.start; i < group.end; i++) {
      const row = rows[i];
      if (row >= evaluation.first + evaluation.count) evaluation = Lockpick.evaluationOf(row);
      const place = row % catalog.rowsOfShard;
      const problem = catalog.lists[evaluation.list][row - evaluation.first];
      if (has[completions[place]] || has[grades[place]] || catalog.problems[problem].toLowerCase().includes(text)) hits.push(i);
    }
    return hits;
  };

  /** Shows one page of what was found. @param hits indices into the selection, or null for all of it */
  const draw = async (mine, selected, hits, count) => {
    turnable(count);
    const from = page * PAGE;
    const indices = Array.from({length: Math.max(0, Math.min(PAGE, count - from))}, (_, i) => hits ? hits[from + i] : from + i);
    const items = await Promise.all(indices.map(async (i) => {
      const one = await Lockpick.completion(selected.rows[i]);
      const other = selected.besides.length ? await Lockpick.completion(selected.besides[i]) : null;
      return item(one, other);
    }));
    if (mine === view) {
      at("rows").start = from + 1;
      at("rows").replaceChildren(...items);
    }
  };

  const turnable = (count) => {
    const pages = Math.max(1, Math.ceil(count / PAGE));
    at("page").textContent = "page " + number(page + 1) + " of " + number(pages);
    at("previous").disabled = page === 0;
    at("next").disabled = page + 1 >= pages;
  };

  const item = (one, other) => {
    const problem = element("p", {class: "problem"}, element("code", {}, ...marked(one.problem)), " ", domains(one.domains));
    const written = (of) => element("pre", {tabindex: "0"}, ...marked(of.text));
    return element("li", {}, other
      ? element("div", {class: "row beside"}, problem, ...[one, other].map((of) => element("div", {}, ...said(of), written(of))))
      : element("div", {class: "row"}, element("div", {}, problem, ...said(one)), written(one)));
  };

  const domains = (set) => element("span", {class: "found"},
    Object.entries(set).map(([grouping, name]) => grouping + " " + name).join(", "));

  const said = (one) => [
    element("p", {}, element("span", {class: "badge " + one.verdict}, one.verdict), " ", ...marked(one.grade)),
    element("p", {class: "from"}, element("a", {href: "runs/" + one.run.folder + ".html"}, one.run.name), ": " + one.evaluation.name)];

  /** A text with what is searched for marked. */
  const marked = (text) => {
    const wanted = fields.text.value.trim().toLowerCase();
    const lower = text.toLowerCase();
    if (!wanted || lower.length !== text.length) return [text];
    const parts = [];
    let from = 0;
    for (let i = lower.indexOf(wanted); i >= 0; i = lower.indexOf(wanted, from)) {
      parts.push(text.slice(from, i), element("mark", {}, text.slice(i, i + wanted.length)));
      from = i + wanted.length;
    }
    return [...parts, text.slice(from)];
  };

  const turn = (by) => {
    if (!(by < 0 ? at("previous") : at("next")).disabled) writeAddress(page + by);
  };

  fillForm();
  form.addEventListener("submit", (event) => event.preventDefault());
  let typing = 0;
  fields.text.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => writeAddress(0), 300);
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "study") fields.run.value = "";
    if (event.target.name === "study" || event.target.name === "run") fields.evaluation.value = "";
    writeAddress(0);
  });
  form.addEventListener("reset", () => { location.hash = ""; });
  at("previous").addEventListener("click", () => turn(-1));
  at("next").addEventListener("click", () => turn(1));
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, select, pre, button") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") { event.preventDefault(); fields.text.focus(); }
    if (event.key === "ArrowLeft") turn(-1);
    if (event.key === "ArrowRight") turn(1);
  });
  window.addEventListener("hashchange", show);
  document.addEventListener("refreshed", show);
  await show();
  document.documentElement.dataset.drawn = "yes";
})();
