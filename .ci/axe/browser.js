// The browser that the checks beside this file look through, and what they ask of every page.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

// What axe-core finds: the serious and critical ones as lines, and how many others.
export async function findings(page) {
  await page.evaluate(source);
  const result = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  const found = result.violations.filter((one) => ["serious", "critical"].includes(one.impact));
  return {
    lines: found.map((one) => `${one.impact} ${one.id}: ${one.nodes[0].html}`),
    minor: result.violations.length - found.length,
  };
}

// Whether the page moves sideways, or what a theme of the site puts all of its text into.
export function sideways(page) {
  return page.evaluate(() => [document.documentElement, ...document.querySelectorAll(".content")]
    .some((box) => box.scrollWidth > box.clientWidth));
}
