// Draws the figures of the page, and draws them again when the reader's light or dark preference changes.
(() => {
  const figures = JSON.parse(document.getElementById("figures").textContent);
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

  const draw = () => Promise.all(figures.flatMap((figure) => figure.panels.map((spec, i) =>
    vegaEmbed("#" + figure.id + "-" + i, spec, {
      renderer: "svg",
      config: theme(figure),
      tooltip: { theme: dark.matches ? "dark" : "light" },
      actions: { export: { svg: true, png: true }, source: false, compiled: false, editor: false },
      scaleFactor: 2,
      downloadFileName: figure.id + (figure.panels.length > 1 ? "-" + (i + 1) : ""),
    }))));

  const drawn = () => draw().then(() => { document.documentElement.dataset.drawn = "yes"; });
  dark.addEventListener("change", drawn);
  drawn();
})();
