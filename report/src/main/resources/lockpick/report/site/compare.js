// Sets two runs side by side: settings that differ, what both measured, and the problems on which they disagree.
(async () => {
  "use strict";
  const {element, number, percent} = Lockpick;
  const LONG = 120; // characters
  const form = document.getElementById("filter");
  const fields = form.elements;
  let catalog = await Lockpick.open();
  let view = 0;

  /** A tree of settings as paths and values; a list is one value. */
  const flat = (node, path = "") => node !== null && typeof node === "object" && !Array.isArray(node)
    ? Object.entries(node).flatMap(([key, value]) => flat(value, path ? path + "." + key : key))
    : [[path, typeof node === "string" ? node : JSON.stringify(node)]];

  const th = (text, kind = "") => element("th", {scope: "col", class: kind}, text);

  const table = (label, head, rows) => element("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": label},
    element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows)));

  const row = (name, ...cells) => element("tr", {}, element("th", {scope: "row"}, name), ...cells);

  const section = (title, ...content) => element("section", {}, element("h2", {}, title), ...content);

  /** A long value is folded away. */
  const cell = (value = "–") => element("td", {class: "words"}, value.length <= LONG ? value
    : element("details", {}, element("summary", {}, value.slice(0, LONG / 2) + "…"), value));

  const differences = (a, b) => {
    const first = new Map(flat({...a.settings, inputs: a.inputs}));
    const second = new Map(flat({...b.settings, inputs: b.inputs}));
    const paths = [...new Set([...first.keys(), ...second.keys()])].filter((path) => first.get(path) !== second.get(path));
    return section("Settings that differ", paths.length === 0
      ? element("p", {}, "None: what decides the results is the same.")
      : table("settings that differ", [th("setting"), th("first"), th("second")],
        paths.map((path) => row(path, cell(first.get(path)), cell(second.get(path))))));
  };

  /** Evaluations that both have: of each prompt and split the last. */
  const shared = (a, b) => [...new Map(a.evaluations.map((evaluation) => [evaluation.prompted, evaluation])).values()]
    .map((evaluation) => [evaluation, Lockpick.alike(b, evaluation)])
    .filter(([, other]) => other);

  const rightShare = (evaluation) => evaluation.correct / evaluation.count;

  const metrics = (pairs) => section("What both measured", table("correctness of both runs",
    [th("prompt, split"), th("first", "number"), th("second", "number"), th("second − first, points", "number"), th("at")],
    pairs.map(([one, other]) => row(one.prompted,
      element("td", {class: "number"}, percent(rightShare(one))),
      element("td", {class: "number"}, percent(rightShare(other))),
      element("td", {class: "number"}, (100 * (rightShare(other) - rightShare(one))).toFixed(1).replace("-", "−")),
      element("td", {}, [...new Set([one, other].map((evaluation) =>
        [evaluation.policy, evaluation.variant, evaluation.after].filter(Boolean).join(", ")))].join("; "))))));

  const disagreement = (a, b, pairs) => section("Problem by problem",
    element("p", {}, "How many problems are right in which run. Each number leads to their completions, side by side."),
    table("problems by who is right",
      [th("prompt, split"), th("only first right", "number"), th("only second right", "number"), th("both right", "number"),
        th("neither", "number")],
      pairs.map(([one]) => row(one.prompted, ...["gained", "lost", "both", "neither"].map((agree) => {
        const count = Lockpick.select({
          wants: (evaluation) => evaluation === one,
          beside: (evaluation) => Lockpick.alike(b, evaluation),
          agree,
        }).rows.length;
        const address = new URLSearchParams({run: a.folder, evaluation: a.evaluations.indexOf(one), beside: b.folder, agree});
        return element("td", {class: "number"}, count === 0 ? "0"
          : element("a", {href: "completions.html#" + address}, number(count)));
      })))));

  const facts = (title, a, b) => section(title, table(title, [th(""), th("first", "number"), th("second", "number")],
    Object.keys({...a, ...b}).map((name) => row(name, ...[a, b].map((of) =>
      element("td", {class: "number"}, typeof of[name] === "number" ? number(of[name]) : of[name] ?? "–"))))));

  const show = async () => {
    const mine = ++view;
    const newest = await Lockpick.open();
    if (mine !== view) return;
    if (newest !== catalog) {
      catalog = newest;
      fillForm();
    }
    const chosen = new URLSearchParams(location.hash.slice(1));
    const runs = ["a", "b"].map((name) => {
      fields[name].value = chosen.get(name) ?? "";
      if (fields[name].selectedIndex < 0) fields[name].value = "";
      return Lockpick.runOf(fields[name].value);
    });
    const said = document.getElementById("said");
    const comparison = document.getElementById("comparison");
    if (!runs[0] || !runs[1]) {
      said.textContent = "Choose two runs.";
      comparison.replaceChildren();
      return;
    }
    const [a, b] = runs;
    const data = await Promise.all(runs.map((run) => Lockpick.load("runs/" + run.folder)));
    if (mine !== view) return;
    const pairs = shared(a, b);
    said.replaceChildren("First: ", element("a", {href: "runs/" + a.folder + ".html"}, a.name), ". Second: ",
      element("a", {href: "runs/" + b.folder + ".html"}, b.name), ".");
    comparison.replaceChildren(
      differences(...data),
      ...(pairs.length ? [metrics(pairs), disagreement(a, b, pairs)]
        : [section("What both measured", element("p", {}, "Nothing: no evaluation has the same prompt and split in both."))]),
      facts("Cost", data[0].cost, data[1].cost),
      facts("Environment", data[0].environment, data[1].environment));
  };

  const choose = (a, b) => { location.hash = new URLSearchParams({a, b}).toString(); };

  const fillForm = () => ["a", "b"].forEach((name) =>
    Lockpick.runOptions(fields[name], "", element("option", {value: ""}, "choose a run")));

  fillForm();
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => choose(fields.a.value, fields.b.value));
  document.getElementById("swap").addEventListener("click", () => choose(fields.b.value, fields.a.value));
  window.addEventListener("hashchange", show);
  document.addEventListener("refreshed", show);
  await show();
  document.documentElement.dataset.drawn = "yes";
})();
