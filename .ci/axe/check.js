// Every page of a folder through axe-core: on a wide screen, on a phone and as it is printed.
// Pages named bad-*.html must fail: they show that the check can.
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { browser, findings, sideways } from "./browser.js";

const folder = resolve(process.argv[2]);
const views = {
  wide: { viewport: { width: 1280, height: 900 }, media: "screen" },
  phone: { viewport: { width: 360, height: 740 }, media: "screen" },
  print: { viewport: { width: 1040, height: 720 }, media: "print" },
};
let wrong = 0;
const names = readdirSync(folder).filter((name) => name.endsWith(".html")).sort();
for (const name of names) {
  const mustFail = name.startsWith("bad-");
  for (const [view, how] of Object.entries(views)) {
    const page = await browser.newPage({ viewport: how.viewport });
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.emulateMedia({ media: how.media });
    await page.goto(pathToFileURL(join(folder, name)).href);
    const { lines: problems, minor } = await findings(page);
    const found = problems.length;
    const others = asked.filter((url) => !url.startsWith("file://") || !url.endsWith(name));
    if (view === "phone" && (await sideways(page))) problems.push("scrolls sideways on a phone");
    if (others.length) problems.push(`asks for ${others.join(", ")}`);
    if ((problems.length > 0) !== mustFail) {
      wrong += 1;
      console.log(`WRONG ${name} (${view}): ${problems.join("\n  ") || "should have failed"}`);
    } else {
      console.log(`ok ${name} (${view}): ${found} serious or critical, ${minor} minor`);
    }
    await page.close();
  }
}
await browser.close();
if (names.length < 2 || !names.some((name) => name.startsWith("bad-"))) {
  console.log("WRONG: there are no pages, or none that must fail");
  wrong += 1;
}
process.exit(wrong ? 1 : 0);
