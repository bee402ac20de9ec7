// Narrows the list of runs down to a study and to words in their names, or the beginning of a folder's.
(() => {
  "use strict";
  const filter = () => document.getElementById("filter");
  const studies = () => [...document.querySelectorAll("section.runs")];

  const show = () => {
    const fields = filter().elements;
    const chosen = new URLSearchParams(location.hash.slice(1));
    fields.study.value = chosen.get("study") ?? "";
    if (fields.study.selectedIndex < 0) fields.study.value = "";
    if (document.activeElement !== fields.text) fields.text.value = chosen.get("text") ?? "";
    const words = fields.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const study of studies()) {
      let shown = 0;
      for (const row of study.querySelectorAll("tbody tr")) {
        const name = row.querySelector("th").textContent.toLowerCase();
        const folder = row.querySelector("code").textContent;
        row.hidden = !words.every((word) => name.includes(word) || folder.startsWith(word));
        if (!row.hidden) shown++;
      }
      study.hidden = shown === 0 || (fields.study.value !== "" && fields.study.value !== study.dataset.study);
    }
  };

  const writeAddress = () => {
    const chosen = new URLSearchParams();
    for (const [name, value] of new FormData(filter())) if (value) chosen.set(name, value);
    location.hash = chosen.toString();
  };

  const begin = () => {
    const form = filter();
    for (const study of studies()) {
      const option = document.createElement("option");
      option.value = study.dataset.study;
      option.textContent = study.querySelector("h2").textContent;
      form.elements.study.append(option);
    }
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", writeAddress);
    show();
  };

  window.addEventListener("hashchange", show);
  document.addEventListener("refreshed", begin);
  begin();
})();
