// How search orders what it finds: an exact name before a title, parts of names after both. Sphinx asks
// for a `var`.
var Scorer = {
  objNameMatch: 25,
  objPartialMatch: 6,
  objPrio: { 0: 5, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
