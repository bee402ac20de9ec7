// Shows how the runs go while they are computed, and brings the page up to date when others have finished. Each message of the
// dashboard says all there is to say, so that it does not matter which ones a page has missed.
(() => {
  "use strict";
  const panel = document.getElementById("live");
  const at = (id) => document.getElementById(id);
  const isFirstPage = panel.dataset.root === "" && /\/(index\.html)?$/.test(location.pathname);
  const isDrawnFromData = () => typeof Lockpick !== "undefined"; // such a page looks after its own content
  let wanted = Number(panel.dataset.build);
  let refreshing = false;
  let events = null;

  const say = (element, text) => { if (element.textContent !== text) element.textContent = text; };

  const show = (news) => {
    panel.hidden = false;
    panel.classList.toggle("lost", Boolean(news.problem));
    say(at("live-said"), news.said + (news.problem ? ". " + news.problem : ""));
    at("live-share").value = news.share;
    say(at("live-left"), news.left);
    showRuns(news.running, news.failed);
    wanted = news.build;
    refresh();
  };

  const made = (name, className, text = "") => {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    return element;
  };

  const item = (run) => {
    const li = made("li", run.why ? "failed" : "");
    if (run.why) {
      li.textContent = run.name + " failed: " + run.why;
    } else {
      const share = made("progress", "");
      share.setAttribute("aria-label", run.name);
      li.append(made("span", "", run.name), share, made("span", "more"));
    }
    li.dataset.run = run.folder + (run.why ?? "");
    return li;
  };

  /** Runs that stay keep their elements, and with them a reader's place. */
  const showRuns = (running, failed) => {
    const list = at("live-runs").querySelector("ul");
    const known = new Map([...list.children].map((li) => [li.dataset.run, li]));
    const items = [...running, ...failed].map((run) => {
      const li = known.get(run.folder + (run.why ?? "")) ?? item(run);
      if (!run.why) {
        li.querySelector("progress").value = run.share;
        say(li.querySelector(".more"), run.said);
      }
      return li;
    });
    if (items.length !== list.children.length || items.some((li, i) => li !== list.children[i])) list.replaceChildren(...items);
    at("live-runs").hidden = items.length === 0;
  };

  /** Fetches this page anew until it is as new as the dashboard says. */
  const refresh = async () => {
    if (refreshing) return;
    refreshing = true;
    try {
      while (Number(panel.dataset.build) < wanted) {
        if (isDrawnFromData()) {
          panel.dataset.build = wanted;
          at("live-new").hidden = false;
        } else {
          const answer = await fetch(location.pathname + location.search);
          if (!answer.ok) break;
          replaceContent(new DOMParser().parseFromString(await answer.text(), "text/html"));
        }
      }
    } catch {
      // the dashboard has just ended; the next message tries again
    } finally {
      refreshing = false;
    }
  };

  const replaceContent = (fresh) => {
    const old = document.querySelector("main");
    const main = document.adoptNode(fresh.querySelector("main"));
    const twin = (element) => element?.id ? main.querySelector("#" + CSS.escape(element.id)) : null;
    const top = (element) => element.getBoundingClientRect().top;
    // what the reader sees, has opened and has reached stays where it is
    const seen = [...old.querySelectorAll("[id]")].find((element) => element.getBoundingClientRect().bottom > 0 && twin(element));
    const place = seen && top(seen);
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const opened = new Set([...old.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent));
    main.querySelectorAll("details > summary").forEach((summary) => {
      if (opened.has(summary.textContent)) summary.parentElement.open = true;
    });
    old.querySelectorAll(".panel").forEach((figure) => {
      if (twin(figure)) twin(figure).style.minHeight = figure.offsetHeight + "px";
    });
    old.replaceWith(main);
    document.dispatchEvent(new Event("refreshed"));
    if (twin(focused)) {
      twin(focused).tabIndex = focused.tabIndex;
      twin(focused).focus({preventScroll: true});
    }
    if (seen && window.scrollY > 0) window.scrollBy(0, top(twin(seen)) - place);
    panel.dataset.build = fresh.getElementById("live").dataset.build;
  };

  const hideNew = () => { at("live-new").hidden = true; };
  at("live-new").addEventListener("click", () => {
    hideNew();
    document.dispatchEvent(new Event("refreshed"));
  });
  window.addEventListener("hashchange", hideNew); // which shows new results as well

  const listen = () => {
    events = new EventSource(panel.dataset.root + "events");
    events.addEventListener("message", (event) => show(JSON.parse(event.data)));
    events.addEventListener("error", () => {
      panel.hidden = false;
      panel.classList.add("lost");
      say(at("live-said"), "The dashboard does not answer. The page shows what it said last.");
      say(at("live-left"), "");
    });
  };

  // A browser keeps few connections to a server open: pages that nobody sees give theirs back.
  const listenWhileSeen = () => {
    if (document.hidden) {
      events?.close();
      events = null;
    } else if (!events) {
      listen();
    }
  };
  document.addEventListener("visibilitychange", listenWhileSeen);
  at("live-runs").open = isFirstPage; // elsewhere the page itself comes first
  listenWhileSeen();
})();
