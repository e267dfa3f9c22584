"use strict";
// The live page of a story: puts what the server tells into the page, as text and never as markup.
(() => {
  const page = document.getElementById("live");
  if (!page || !window.EventSource) return;
  const tally = document.getElementById("tally");
  const news = document.getElementById("news");
  const list = document.getElementById("lines");
  const title = document.title;

  const part = (name, words, kind) => {
    const made = document.createElement(name);
    made.textContent = words;
    if (kind) made.className = kind;
    return made;
  };

  const about = (line) =>
    [line.published, line.source && `took its text from ${line.source}`].filter(Boolean).join(", ");

  const item = (line) => {
    const made = document.createElement("li");
    const link = part("a", line.title);
    link.href = `/reports/${encodeURIComponent(line.id)}`;
    link.dir = "auto";
    made.dataset.report = line.id;
    made.append(part("span", line.label, "outlet"), " ", link, " ", part("span", about(line), "note"));
    return made;
  };

  const count = (state) => {
    const reports = `${state.size} report${state.size === 1 ? "" : "s"}`;
    if (!state.weighed) return [`${reports}, being weighed`];
    const others = state.tally.slice(0, -1).join(", ");
    return [`${others}, `, part("strong", state.tally.at(-1))];
  };

  const show = (state) => {
    if ("waiting" in page.dataset && state.weighed) {
      location.reload();
      return;
    }
    const before = new Set(Array.from(list.children, (one) => one.dataset.report));
    const fresh = state.lines.filter((line) => !before.has(line.id));
    const focused = list.contains(document.activeElement) &&
      document.activeElement.closest("li").dataset.report;
    list.replaceChildren(...state.lines.map(item).reverse());
    for (const one of list.children) {
      if (fresh.some((line) => line.id === one.dataset.report)) one.classList.add("fresh");
      if (focused && one.dataset.report === focused) one.querySelector("a").focus();
    }
    tally.replaceChildren(...count(state));
    if (fresh.length) {
      const last = fresh.at(-1);
      news.textContent = `New: ${last.label}: ${last.title}` +
        (fresh.length > 1 ? `, and ${fresh.length - 1} more` : "");
    }
    document.title = `(${state.size}) ${title}`;
  };

  const source = new EventSource(page.dataset.events);
  source.addEventListener("open", () => { page.dataset.state = "live"; });
  source.addEventListener("story", (event) => show(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    const gone = source.readyState === EventSource.CLOSED;
    page.dataset.state = gone ? "closed" : "waiting";
    if (gone) news.textContent = "This page grows no more; load it again.";
  });
})();
