// How large the index of a site is, and how long a search takes in Chromium from the folder, once the files it needs
// are loaded (and the first time, with loading them).
//
//   node tests/tools/search-speed.mjs SITE_DIR [QUERY...]
import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../browser/package.json", import.meta.url));
const puppeteer = require("puppeteer-core");
const [siteDir, ...asked] = process.argv.slice(2);
const site = fs.realpathSync(siteDir);
const queries = asked.length ? asked
  : ["customer offer", "guideline 4711", "analyse the contract", "case", "review", "cl", "custmer offr", "area 12 clerk"];

const kinds = { index: "counts", w: "words", t: "titles", s: "steps", v: "guesses", e: "excerpts" };
const sizes = {};
for (const name of fs.readdirSync(path.join(site, "search"))) {
  const kind = kinds[name === "index.js" ? "index" : name[0]];
  const bytes = fs.statSync(path.join(site, "search", name)).size;
  const all = (sizes[kind] ??= { files: 0, bytes: 0, largest: 0 });
  all.files += 1;
  all.bytes += bytes;
  all.largest = Math.max(all.largest, bytes);
}
let sum = 0;
for (const [kind, { files, bytes, largest }] of Object.entries(sizes)) {
  if (kind !== "excerpts") sum += bytes;
  console.log(`${kind.padEnd(9)} ${String(files).padStart(5)} files ${(bytes / 1e6).toFixed(2).padStart(7)} MB, largest ${(largest / 1e3).toFixed(1)} kB`);
}
console.log(`all but excerpts ${(sum / 1e6).toFixed(2)} MB`);

const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
await page.goto(pathToFileURL(path.join(site, "index.html")).href);
for (const query of queries) {
  const took = [];
  let status = "";
  for (let run = 0; run < 4; run++) {
    const [ms, said] = await page.evaluate((text) => new Promise((resolve) => {
      const input = document.getElementById("gp--search");
      const status = document.querySelector("search [role=status]");
      status.textContent = "";
      const started = performance.now();
      const watch = new MutationObserver(() => {
        watch.disconnect();
        resolve([performance.now() - started, status.textContent]);
      });
      watch.observe(status, { childList: true });
      input.value = text;
      input.dispatchEvent(new Event("input"));
    }), query);
    took.push(ms);
    status = said;
  }
  const later = took.slice(1).sort((a, b) => a - b);
  console.log(`${query.padEnd(24)} first ${took[0].toFixed(0).padStart(5)} ms, then ${later[1].toFixed(0).padStart(4)} ms   ${status}`);
}
await browser.close();
