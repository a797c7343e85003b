// The days of recurrence rules by rrule.js.
import { readFileSync } from "node:fs";
import rrule from "rrule";
import { answer } from "./answering.mjs";

const { RRule, RRuleSet } = rrule;
const rules = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const drugs = [...new Set(rules.map(([drug]) => drug))];
const start = Date.UTC(2026, 0, 5);

function dates() {
  const found = [];
  for (const drug of drugs) {
    const set = new RRuleSet();
    for (const [name, offset, interval, count] of rules) {
      if (name !== drug) continue;
      const dtstart = new Date(start + offset * 86400000);
      set.rrule(new RRule({ freq: RRule.DAILY, interval, count, dtstart }));
    }
    for (const date of set.all()) found.push([drug, date]);
  }
  return found;
}

await answer(dates().map(([drug, date]) => [drug, date.toISOString().slice(0, 10)]), dates);
