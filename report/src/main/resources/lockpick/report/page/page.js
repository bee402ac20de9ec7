// Draws the figures of the page, and draws them again when the reader's light or dark preference or the page's content changes.
// Who points at a mark sees its numbers; so does who reaches a panel by the keyboard and goes through its marks by arrow keys.
(() => {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const theme = (figure) => ({
    background: "transparent",
    font: getComputedStyle(document.body).fontFamily,
    autosize: { type: "fit-x", contains: "padding" },
    range: { category: dark.matches ? figure.dark : figure.light },
    view: { stroke: null },
    axis: {
      domain: false, grid: false, ticks: false, labelColor: colour("--pale"), titleColor: colour("--ink"),
      labelFontSize: 12, titleFontSize: 12.5, titleFontWeight: "normal", labelPadding: 6, titlePadding: 10, labelOverlap: true,
    },
    axisY: { grid: true, gridColor: colour("--hair"), minExtent: 34 },
    axisX: { domain: true, domainColor: colour("--pale"), ticks: true, tickColor: colour("--pale"), tickSize: 5 },
    title: { color: colour("--ink"), fontSize: 13, fontWeight: 600, offset: 8 },
    rule: { color: colour("--pale"), strokeWidth: 1.2 },
    text: { color: colour("--pale"), fontSize: 11.5 },
  });

  const draw = (figures) => Promise.all(figures.flatMap((figure) => figure.panels.map((spec, i) => {
    const panel = document.getElementById(figure.id + "-" + i);
    return vegaEmbed(panel, spec, {
      renderer: "svg",
      config: theme(figure),
      tooltip: { theme: dark.matches ? "dark" : "light" },
      actions: { export: { svg: true, png: true }, source: false, compiled: false, editor: false },
      scaleFactor: 2,
      downloadFileName: figure.id + (figure.panels.length > 1 ? "-" + (i + 1) : ""),
    }).then(() => reachByKeys(panel, spec.title?.text ?? ""));
  })));

  /** What a mark stands for is what vega has kept at its element. */
  const mark = (path) => path.__data__;

  /** The marks with numbers of their own, each series from left to right. */
  const seriesOf = (panel) => {
    const layer = [...panel.querySelectorAll("g.mark-symbol")].at(-1); // those of single seeds lie below
    const series = new Map();
    for (const path of layer?.querySelectorAll("path") ?? []) {
      const name = mark(path)?.datum?.series;
      if (mark(path)?.tooltip) series.set(name, [...(series.get(name) ?? []), path]);
    }
    return [...series.values()].map((line) => line.sort((a, b) => mark(a).x - mark(b).x));
  };

  const reachByKeys = (panel, title) => {
    const isNew = !panel.lines; // the listeners stay when a panel is drawn again
    const series = seriesOf(panel);
    panel.lines = series;
    panel.place = null;
    if (series.length === 0 || !isNew) return;
    panel.tabIndex = 0;
    panel.setAttribute("role", "application");
    panel.setAttribute("aria-roledescription", "figure");
    panel.setAttribute("aria-label", [title, series.flat().length + " points; arrow keys go through them"].filter(Boolean).join(", "));
    panel.addEventListener("keydown", (event) => {
      if (event.target !== panel || event.altKey || event.ctrlKey || event.metaKey) return;
      const to = step(panel.lines, panel.place, event.key);
      if (!to) return;
      event.preventDefault();
      pointAt(panel, to);
    });
    panel.addEventListener("blur", () => leave(panel));
  };

  /** Where a key leads from a place: along a line, or to the nearest point of another. Null if nowhere. */
  const step = (lines, place, key) => {
    const along = {ArrowLeft: -1, ArrowRight: 1}[key];
    const across = {ArrowUp: -1, ArrowDown: 1}[key];
    if (key === "Escape") return place && {line: -1, point: 0};
    if (key === "Home" || key === "End") return {line: place?.line ?? 0, point: key === "Home" ? 0 : lines[place?.line ?? 0].length - 1};
    if (!along && !across) return null;
    if (!place) return {line: 0, point: 0};
    if (along) return {line: place.line, point: Math.min(Math.max(place.point + along, 0), lines[place.line].length - 1)};
    const line = (place.line + across + lines.length) % lines.length;
    const x = mark(lines[place.line][place.point]).x;
    const distances = lines[line].map((path) => Math.abs(mark(path).x - x));
    return {line, point: distances.indexOf(Math.min(...distances))};
  };

  /** Shows what a pointer at the mark would show: vega listens to this event, and to mouseout for the end of it. */
  const pointAt = (panel, to) => {
    leave(panel);
    if (to.line < 0) return;
    panel.place = to;
    const path = panel.lines[to.line][to.point];
    path.classList.add("reached");
    const box = path.getBoundingClientRect();
    path.dispatchEvent(new PointerEvent("pointermove",
      {bubbles: true, clientX: box.x + box.width / 2, clientY: box.y + box.height / 2}));
    said.textContent = Object.entries(mark(path).tooltip).map(([name, value]) => name + " " + value).join(", ");
  };

  const leave = (panel) => {
    const path = panel.place && panel.lines[panel.place.line][panel.place.point];
    panel.place = null;
    path?.classList.remove("reached");
    path?.dispatchEvent(new MouseEvent("mouseout", {bubbles: true}));
    said.textContent = "";
  };

  const said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("role", "status");
  document.body.append(said);

  const drawn = () => {
    const figures = document.getElementById("figures");
    return draw(figures ? JSON.parse(figures.textContent) : []).then(() => { document.documentElement.dataset.drawn = "yes"; });
  };
  dark.addEventListener("change", drawn);
  document.addEventListener("refreshed", drawn);
  drawn();
})();
