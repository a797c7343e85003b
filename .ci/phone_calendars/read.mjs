// Prints what a program of others reads in a calendar file: node read.mjs ical.js|node-ical FILE
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [, , library, file] = process.argv;
const require = createRequire(join(process.env.PHONE_CALENDARS, "package.json"));
const two = (number) => String(number).padStart(2, "0");
// An all-day date is local midnight in node-ical; its UTC date is another day east of Greenwich.
const localDay = (at) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
const instant = (at) => at.toISOString().replace(".000Z", "+00:00");
// 20260104T170000Z, as node-ical leaves it.
const fromBasic = (text) =>
  new Date(text.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z"));

async function withIcalJs(text) {
  const { default: ICAL } = await import(require.resolve("ical.js"));
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const moment = (time) => (time.isDate ? time.toString() : instant(time.toJSDate()));
    return {
      uid: event.uid,
      start: moment(event.startDate),
      end: moment(event.endDate),
      summary: event.summary,
      description: event.description,
      status: component.getFirstPropertyValue("status"),
      sequence: Number(component.getFirstPropertyValue("sequence")),
      rings: component
        .getAllSubcomponents("valarm")
        .map((alarm) => instant(alarm.getFirstPropertyValue("trigger").toJSDate())),
    };
  });
  // ical.js does not know the names of calendars as text, and leaves their commas escaped.
  const name = calendar.getFirstPropertyValue("x-wr-calname").replace(/\\([,;])/g, "$1");
  return { name, events };
}

function withNodeIcal(text) {
  const read = require("node-ical").sync.parseICS(text);
  const value = (given) => (given && given.val !== undefined ? given.val : given);
  const events = Object.values(read)
    .filter((one) => one.type === "VEVENT")
    .map((event) => {
      const isDay = event.datetype === "date";
      return {
        uid: event.uid,
        start: isDay ? localDay(event.start) : instant(event.start),
        end: isDay ? localDay(event.end) : instant(event.end),
        summary: value(event.summary),
        description: value(event.description),
        status: event.status,
        sequence: Number(event.sequence),
        rings: (event.alarms ?? []).map((alarm) => instant(fromBasic(value(alarm.trigger)))),
      };
    });
  return { name: read.vcalendar["WR-CALNAME"] ?? null, events };
}

const text = readFileSync(file, "utf-8");
const found = library === "ical.js" ? await withIcalJs(text) : withNodeIcal(text);
process.stdout.write(JSON.stringify(found));
