// Words marked in the text are put into the form for a note, with which of several equal places
// they are. Without this script they are typed there.
"use strict";
(() => {
  const form = document.getElementById("write-note");
  const text = document.querySelector("article.report .text");
  if (!form || !text) return;

  // What the page adds to the words of the report (numbers of statements and notes) is no part.
  const wordsOf = (range) => {
    const part = document.createElement("div");
    part.append(range.cloneContents());
    for (const added of part.querySelectorAll("sup")) added.remove();
    for (const line of part.querySelectorAll("p")) line.append("\n");
    return part.textContent.split(/\s+/).filter(Boolean).join(" ");
  };

  const countBefore = (range, words) => {
    const whole = document.createRange();
    whole.selectNodeContents(text);
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const start = wordsOf(before).length;
    const all = wordsOf(whole);
    let count = 0;
    for (let at = all.indexOf(words); at >= 0 && at < start; at = all.indexOf(words, at + words.length)) {
      count += 1;
    }
    return count;
  };

  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || chosen.rangeCount === 0) return;
    const range = chosen.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return;
    const words = wordsOf(range);
    if (!words) return;
    form.elements.words.value = words;
    form.elements.which.value = countBefore(range, words) + 1;
  });
})();
