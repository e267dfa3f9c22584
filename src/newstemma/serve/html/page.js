"use strict";
// The base text of the reader's choice, and any two reports side by side. All nodes are made
// from text; nothing is asked of anywhere. Without this file the page shows one of each.
(() => {
  const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’.,]?[\p{L}\p{N}\p{M}]+)*/gu;
  const MOST = 400; // words of a reading that are aligned; longer ones are shown whole

  const node = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value !== null) made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== null));
    return made;
  };

  // A text as words, each with what stands up to the next.
  const wordsOf = (text) => {
    const found = [...text.matchAll(WORD)];
    return found.map((match, i) => ({
      form: match[0].toLowerCase().replace(/’/g, "'").replace(/'s$/, "").replace(/,(?=\d)/g, ""),
      text: text.slice(i ? match.index : 0, i + 1 < found.length ? found[i + 1].index : undefined),
    }));
  };

  // Longest common subsequence of forms: pairs of places, in order.
  const answers = (left, right) => {
    const n = left.length, m = right.length, best = [new Uint16Array(m + 1)];
    for (let i = 1; i <= n; i++) {
      const row = new Uint16Array(m + 1), above = best[i - 1];
      for (let j = 1; j <= m; j++) {
        row[j] = left[i - 1].form === right[j - 1].form
          ? above[j - 1] + 1 : Math.max(above[j], row[j - 1]);
      }
      best.push(row);
    }
    const pairs = [];
    for (let i = n, j = m; i && j;) {
      if (left[i - 1].form === right[j - 1].form) pairs.push([--i, --j]);
      else if (best[i - 1][j] >= best[i][j - 1]) i--;
      else j--;
    }
    return pairs.reverse();
  };

  // Runs of both sides between equal words: [left words, right words, same].
  const runs = (left, right) => {
    const made = [], a = wordsOf(left), b = wordsOf(right);
    const join = (words) => words.map((word) => word.text).join("");
    if (a.length > MOST || b.length > MOST) return [[left, right, left === right]];
    let i = 0, j = 0;
    const put = (x, y, same) => {
      const last = made[made.length - 1];
      if (last && last[2] === same) { last[0] += x; last[1] += y; } else made.push([x, y, same]);
    };
    for (const [x, y] of [...answers(a, b), [a.length, b.length]]) {
      if (x > i || y > j) put(join(a.slice(i, x)), join(b.slice(j, y)), false);
      if (x < a.length) put(a[x].text, b[y].text, true);
      i = x + 1; j = y + 1;
    }
    return made;
  };

  const story = (block) => {
    const id = block.dataset.for, data = JSON.parse(block.textContent);
    const views = document.querySelector(`.views[data-story="${id}"]`);
    if (!views) return;
    const { reports, words, statements } = data;
    const readingOf = (statement, report) => statement[1].find((one) => one[0] === report);
    const place = (report, statement) => `#${reports[report][2]}-s${statement[0]}`;
    const siglum = (report, statement) => node(
      "a", { class: "siglum", href: place(report, statement), title: reports[report][0] },
      reports[report][1]);
    const number = (statement) => node(
      "a", { class: "number", href: `#${id}-s${statement[0]}` }, `§ ${statement[0]}`);

    const choice = (label, chosen, change) => {
      const list = node("select", { "aria-label": label });
      reports.forEach(([name], i) => list.append(node("option", { value: i }, name)));
      list.value = chosen;
      list.addEventListener("change", () => change(Number(list.value)));
      return list;
    };

    // --- apparatus ---

    const line = (lemma, text, makers, statement) => {
      const sigla = node("span", { class: "sigla" });
      makers.forEach((one) => sigla.append(siglum(one, statement), " "));
      const said = node("span", { dir: "auto" });
      const parts = runs(lemma, text).filter((run) => !run[2]);
      const other = parts.reduce((sum, run) => sum + run[1].length, 0);
      if (other > 0.6 * text.length) said.append(text);
      else parts.forEach(([before, after], i) => {
        if (i) said.append(" · ");
        said.append(
          before.trim() ? node("del", null, before.trim()) : node("i", null, "put in"), "] ",
          after.trim() ? node("ins", null, after.trim()) : node("i", null, "left out"));
      });
      return parts.length ? node("li", null, sigla, " ", said) : null;
    };

    const entry = (statement, base) => {
      const own = readingOf(statement, base) || statement[1][0];
      const lemma = words[own[1]], groups = new Map(), same = [own[0]], items = [];
      for (const [report, text] of statement[1]) {
        if (report === own[0]) continue;
        if (!groups.has(text)) groups.set(text, []);
        groups.get(text).push(report);
      }
      for (const [text, makers] of groups) {
        const made = line(lemma, words[text], makers, statement);
        if (made) items.push(made); else same.push(...makers);
      }
      const links = node("span", null);
      same.forEach((one) => links.append(" ", siglum(one, statement)));
      const list = node("ul", { class: "variants" }, ...items.slice(0, 5));
      const made = node("div", { class: items.length ? "entry" : "entry kept" },
        node("p", { class: "margin" }, number(statement)),
        node("p", { class: "base" }, node("span", { dir: "auto" }, lemma), links), list);
      if (items.length > 5) {
        made.append(node("details", null,
          node("summary", null, `${items.length - 5} more readings`),
          node("ul", { class: "variants" }, ...items.slice(5))));
      }
      return made;
    };

    const panel = views.querySelector(".apparatus");
    const first = panel && panel.querySelector("[data-base]");
    const showBase = (base, original) => {
      panel.querySelectorAll(":scope > :not([data-base])").forEach((one) => one.remove());
      if (original) { panel.append(...original); return; }
      const made = statements.filter((one) => readingOf(one, base))
        .sort((a, b) => readingOf(a, base)[2] - readingOf(b, base)[2]);
      const rest = statements.filter((one) => !readingOf(one, base));
      panel.append(node("div", { class: "entries" }, ...made.map((one) => entry(one, base))));
      if (rest.length) {
        panel.append(node("h4", null, "Not in the base text"),
          node("div", { class: "entries" }, ...rest.map((one) => entry(one, base))));
      }
    };
    if (first && reports.length > 1) {
      const name = first.querySelector("b").textContent;
      const begin = Math.max(0, reports.findIndex((one) => one[0] === name));
      const original = [...panel.children].filter((one) => one !== first);
      first.replaceChildren("Base text: ", choice("Base text", begin, (base) =>
        showBase(base, base === begin ? original : null)));
    }

    // --- two reports ---

    const pair = views.querySelector("[data-pair]"), table = views.querySelector(".beside");
    const ordered = (left, right) => {
      const by = (report) => statements.filter((one) => readingOf(one, report))
        .sort((a, b) => readingOf(a, report)[2] - readingOf(b, report)[2]);
      const made = by(left);
      let at = 0;
      for (const one of by(right)) {
        const there = made.indexOf(one);
        if (there >= 0) at = there + 1; else made.splice(at++, 0, one);
      }
      return made;
    };
    const cell = (report, children) => node(
      "td", { "data-label": reports[report][0], dir: "auto" }, ...children);
    const row = (statement, left, right) => {
      const a = readingOf(statement, left), b = readingOf(statement, right);
      const head = node("th", { scope: "row" }, number(statement));
      if (!a || !b) {
        return node("tr", { class: "one" }, head, cell(left, [a ? words[a[1]] : "—"]),
          cell(right, [b ? words[b[1]] : "—"]));
      }
      const parts = runs(words[a[1]], words[b[1]]);
      const side = (place, tag) => parts.filter((run) => run[place]).map((run) =>
        run[2] ? run[place] : node(tag, null, run[place]));
      return node("tr", { class: "both" }, head, cell(left, side(0, "del")),
        cell(right, side(1, "ins")));
    };
    if (pair && table && reports.length > 1) {
      const heads = table.querySelectorAll("thead th");
      const chosen = [1, 2].map((i) =>
        Math.max(0, reports.findIndex((one) => one[0] === heads[i].textContent)));
      const show = () => {
        const [left, right] = chosen;
        [left, right].forEach((report, i) => heads[i + 1].replaceChildren(reports[report][0]));
        table.tBodies[0].replaceChildren(
          ...ordered(left, right).map((one) => row(one, left, right)));
      };
      pair.replaceChildren("Compare ", ...[0, 1].flatMap((i) => [
        choice(i ? "Second report" : "First report", chosen[i], (one) => {
          chosen[i] = one;
          show();
        }), i ? "" : " with "]));
    }
  };

  document.querySelectorAll('script[type="application/json"][data-for]').forEach(story);
})();
