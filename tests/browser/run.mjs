// Opens built pages from the folder, as somebody with a stick would, and fails on anything a reader would stumble
// over: a word on the console, a request out of the folder, a page that scrolls sideways on a phone, a barrier
// that axe-core knows (WCAG 2.2 AA, light and dark).
//
//   node run.mjs SITE_DIR [PAGE...]
//
// Without pages it takes one of each kind it finds.
import puppeteer from "puppeteer-core";
import axe from "axe-core";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [siteDir, ...asked] = process.argv.slice(2);
if (!siteDir || !fs.existsSync(path.join(siteDir, "index.html"))) {
  console.error("usage: node run.mjs SITE_DIR [PAGE...]   (SITE_DIR holds index.html)");
  process.exit(2);
}
const site = fs.realpathSync(siteDir);
const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", process.env.CHROMIUM]
  .find((file) => file && fs.existsSync(file));
if (!chromium) {
  console.error("no Chromium found; install it (apt-get install chromium) or set CHROMIUM");
  process.exit(2);
}

/** One page of each kind (the largest, where there are several); of other languages home, guideline and role. */
function pages() {
  const found = [];
  const add = (file) => fs.existsSync(path.join(site, file)) && found.push(file);
  const largest = (folder) => {
    const dir = path.join(site, folder);
    if (!fs.existsSync(dir)) return;
    const all = fs.readdirSync(dir).map((name) => path.join(folder, name, "index.html"))
      .filter((file) => fs.existsSync(path.join(site, file)));
    all.sort((a, b) => fs.statSync(path.join(site, b)).size - fs.statSync(path.join(site, a)).size);
    if (all.length) found.push(all[0]);
  };
  for (const file of ["index.html", "register/index.html", "r/index.html", "p/index.html", "s/index.html",
    "soa/index.html", "glossary/index.html", "a-z/index.html", "findings/index.html"]) add(file);
  ["d", "r", "p", "s", "a"].forEach(largest);
  for (const lang of fs.readdirSync(site).filter((name) => /^[a-z]{2}$/.test(name))) {
    add(path.join(lang, "index.html"));
    largest(path.join(lang, "d"));
    largest(path.join(lang, "r"));
  }
  return found;
}

const profile = fs.mkdtempSync(path.join(os.tmpdir(), "guidepost-browser-"));
const browser = await puppeteer.launch({
  executablePath: chromium,
  headless: true,
  userDataDir: profile,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic", "--no-first-run",
    "--disable-component-update", "--disable-sync"],
});
const wrong = [];
const inside = pathToFileURL(site + path.sep).href;

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe finds; in the second colour scheme only colours can differ. */
async function barriers(page, scheme) {
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  const only = scheme === "light" ? { type: "tag", values: rules } : { type: "rule", values: ["color-contrast"] };
  // Style sheets are not fetched again for axe: the policy of the page forbids that, too.
  const run = async (runOnly) => {
    const found = await window.axe.run(document, { preload: false, runOnly });
    // axe reads a word that a hyphen breaks into two lines of an SVG as two words. Whether what is read out holds
    // what is seen is judged here without hyphens and white space, for such words only.
    const bare = (text) => text.replace(/[-\s]/g, "");
    const told = (node) => {
      const e = document.querySelector(node.target.at(-1));
      const lines = e ? [...e.querySelectorAll("tspan")].map((t) => t.textContent) : [];
      if (!lines.some((line) => line.endsWith("-"))) return false;
      const seen = [...e.querySelectorAll("text")].map((t) => bare(t.textContent));
      return seen.every((words) => bare(e.getAttribute("aria-label") ?? "").includes(words));
    };
    for (const v of found.violations) {
      if (v.id === "label-content-name-mismatch") v.nodes = v.nodes.filter((node) => !told(node));
    }
    return { violations: found.violations.filter((v) => v.nodes.length > 0) };
  };
  const { violations } = await page.evaluate(run, only);
  return violations.map((v) => {
    const where = v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join("; ");
    return `${scheme}: ${v.id}: ${v.help} (${v.nodes.length}×: ${where})`;
  });
}

/** What sticks out of the page to the right. */
function sticksOut() {
  const root = document.scrollingElement;
  if (root.scrollWidth <= root.clientWidth) return null;
  const wide = [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1 && !e.closest(".scroll, .chart, pre"));
  return `${root.scrollWidth} px: ${wide.slice(0, 3).map((e) => `${e.tagName}.${e.className}`).join(", ")}`;
}

async function check(file) {
  const page = await browser.newPage();
  const say = (what) => wrong.push(`${file}: ${what}`);
  page.on("console", (message) => say(`console: ${message.text()}`));
  page.on("pageerror", (error) => say(`script: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(inside)) say(`asks for ${request.url()}`);
  });
  page.on("requestfailed", (request) => say(`cannot load ${request.url()}`));
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(pathToFileURL(path.join(site, file)).href, { waitUntil: "load" });
  const heads = await page.$$eval("h1", (all) => all.map((h) => h.textContent.trim()));
  if (heads.length !== 1 || !heads[0]) say(`has ${heads.length} main headings`);
  // The policy of the page forbids scripts of others, so axe is handed in by the debugger.
  await page.evaluate(axe.source);
  for (const scheme of ["light", "dark"]) (await barriers(page, scheme)).forEach(say);
  await page.setViewport({ width: 390, height: 844 });
  const over = await page.evaluate(sticksOut);
  if (over) say(`scrolls sideways on a phone, ${over}`);
  await page.close();
}

try {
  const list = asked.length ? asked : pages();
  for (const file of list) await check(file);
  console.log(`${list.length} pages opened from ${site}`);
} finally {
  await browser.close();
  fs.rmSync(profile, { recursive: true, force: true });
}
if (wrong.length) {
  console.error(wrong.join("\n"));
  console.error(`${wrong.length} things are wrong`);
  process.exit(1);
}
