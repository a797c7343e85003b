// A page of each kind of the built site through axe-core, wide and light, narrow and dark, and by keyboard;
// then whether search finds first what is typed. A page that is spoilt must fail: it shows that the check can.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { browser, findings, sideways } from "./browser.js";

const site = pathToFileURL(resolve(process.argv[2])).href;
const pages = ["index", "tutorial/first-course", "gallery", "how-to/missed-dose", "explanation/words",
  "reference/orders", "reference/printed-calendars", "reference/names", "reference/names/regimens.dosing",
  "evidence/performance", "protocols/README", "protocols/dara-vd", "notebooks/first-course", "search",
  "genindex", "py-modindex"];
const views = {
  "wide, light": { viewport: { width: 1400, height: 900 }, colorScheme: "light" },
  "narrow, dark": { viewport: { width: 390, height: 800 }, colorScheme: "dark" },
};
const searches = {
  "dara-vd": "protocols/dara-vd.html",
  "dose-delay": "reference/findings.html#dose-delay",
  CycleStart: "reference/names/regimens.html#regimens.CycleStart",
};

// What the first tabs of the keyboard reach that lies beside the screen.
async function outOfSight(page) {
  const lost = [];
  for (let step = 0; step < 20; step += 1) {
    await page.keyboard.press("Tab");
    const what = await page.evaluate(() => {
      const box = document.activeElement.getBoundingClientRect();
      const seen = box.width > 0 && box.right > 0 && box.left < innerWidth;
      return seen ? "" : document.activeElement.outerHTML.slice(0, 120);
    });
    if (what) lost.push(`the keyboard is out of sight at ${what}`);
  }
  return lost;
}

// What is wrong with a page in a view, after something was done to it.
async function problems(path, how, spoil = () => {}) {
  const page = await browser.newPage(how);
  const told = [];
  page.on("request", (one) => {
    if (!/^(file|data):/.test(one.url())) told.push(`asks for ${one.url()}`);
  });
  page.on("pageerror", (error) => told.push(`a script fails: ${error.message}`));
  await page.goto(`${site}/${path}.html`);
  await page.evaluate(spoil);
  told.push(...(await findings(page)).lines);
  if (await sideways(page)) told.push("the page moves sideways");
  told.push(...(await outOfSight(page)));
  await page.close();
  return told;
}

let wrong = 0;
function tell(what, told) {
  if (told.length) wrong += 1;
  console.log([`${told.length ? "WRONG" : "ok"} ${what}`, ...told].join("\n  "));
}

for (const [view, how] of Object.entries(views)) {
  for (const path of pages) tell(`${path} (${view})`, await problems(path, how));
}

const spoilt = await problems("index", views["narrow, dark"], () => {
  document.querySelector("article").insertAdjacentHTML(
    "afterbegin",
    "<img src='data:,'><a href='#a' style='position: fixed; left: -900px'>a</a><hr style='width: 2000px'>",
  );
});
for (const what of ["image-alt", "moves sideways", "out of sight"]) {
  tell(`a spoilt page: ${what}`, spoilt.some((line) => line.includes(what)) ? [] : ["nothing was found"]);
}

const page = await browser.newPage();
for (const [typed, wanted] of Object.entries(searches)) {
  await page.goto(`${site}/index.html`);
  await page.locator(".sidebar-search").focus();
  await page.keyboard.type(typed);
  await page.keyboard.press("Enter");
  await page.locator("ul.search > li > a").first().waitFor();
  const first = await page.locator("ul.search > li > a").first().evaluate((link) => link.href);
  tell(`search for ${typed}`, first.startsWith(`${site}/${wanted}`) ? [] : [`finds ${first} first`]);
}
await browser.close();
process.exit(wrong ? 1 : 0);
