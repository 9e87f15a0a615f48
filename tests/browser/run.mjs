// Looks at a built site as its readers and their browsers do, and fails on what is wrong with it.
//
//   node run.mjs SITE HANDBOOK PROGRAM [PAGE...]
//
// Without pages it takes some of each kind there is, walks through the site by keyboard, and tries the preview.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { withBrowser } from "./browser.mjs";
import { invalid } from "./html.mjs";
import { broken } from "./links.mjs";
import { faults } from "./pages.mjs";
import { preview } from "./preview.mjs";
import { kinds } from "./site.mjs";
import { walk } from "./walk.mjs";

const [siteDir, handbook, program, ...asked] = process.argv.slice(2);
if (!program || !fs.existsSync(path.join(siteDir, "index.html"))) {
  console.error("usage: node run.mjs SITE HANDBOOK PROGRAM [PAGE...]   (SITE holds index.html)");
  process.exit(2);
}
const site = fs.realpathSync(siteDir);
const pages = asked.length ? asked : kinds(site);
let count = 0;

/** Runs a test, and says what it found and how long it took. */
async function test(name, run) {
  const started = Date.now();
  const wrong = await run();
  console.log(`${name}: ${wrong.length ? `${wrong.length} things are wrong` : "fine"} (${Math.round((Date.now() - started) / 1000)} s)`);
  if (wrong.length) console.error(wrong.map((what) => `  ${what}`).join("\n"));
  count += wrong.length;
}

await test("links of the whole site", () => broken(site, handbook));
await test(`HTML of ${pages.length} pages`, () => invalid(site, pages));
await withBrowser(async (browser) => {
  await test(`${pages.length} pages in the browser`, () => faults(browser, site, pages, os.availableParallelism()));
  if (asked.length) return;
  await test("from page to page by keyboard", () => walk(browser, site));
  await test("the preview while one writes", () => preview(browser, path.resolve(program), handbook));
});
process.exit(count ? 1 : 0);
