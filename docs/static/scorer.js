// How search orders what it finds: a page, heading or name that is what was typed, one that contains it, an
// exact name, a title, parts of names. Sphinx asks for a `var`.
var Scorer = {
  score: ([page, title, , , score]) => {
    const typed = (new URLSearchParams(location.search).get("q") ?? "").trim().toLowerCase();
    const last = title.split(" > ").pop().toLowerCase();
    const called = [page.split("/").pop(), last, last.split(":")[0], last.split(".").pop()];
    if (called.includes(typed)) return score + 100;
    return last.includes(typed) ? score + 10 : score;
  },
  objNameMatch: 25,
  objPartialMatch: 6,
  objPrio: { 0: 5, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
