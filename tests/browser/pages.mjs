// Pages opened as files, as from a folder on a stick: what a browser complains of, what axe-core finds (WCAG 2.2 AA,
// light, dark and on a phone), what asks for something elsewhere, what sticks out on a phone, what cannot be printed,
// and what cannot be read without the script.
import axe from "axe-core";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** What is looked at: everything in light; in dark only colours differ, and on a phone only sizes. */
const looks = [
  { name: "light", scheme: "light", only: { type: "tag", values: rules } },
  { name: "dark", scheme: "dark", only: { type: "rule", values: ["color-contrast"] } },
  { name: "phone", scheme: "light", only: { type: "rule", values: ["target-size"] } },
];
export const wide = { width: 1280, height: 900 };
export const phone = { width: 390, height: 844 };

/** What axe finds on a page; runs in the page. */
async function run(only) {
  // Style sheets are not fetched again for axe: the policy of the page forbids that, too.
  const found = await window.axe.run(document, { preload: false, runOnly: only });
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
  return found.violations.filter((v) => v.nodes.length > 0).map((v) => {
    const where = v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join("; ");
    return `${v.id}: ${v.help} (${v.nodes.length}×: ${where})`;
  });
}

/** What axe finds in one look. */
export async function barriers(page, { name, scheme, only } = looks[0]) {
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  // The policy of the page forbids scripts of others, so axe is handed in by the debugger.
  if (!(await page.evaluate(() => Boolean(window.axe)))) await page.evaluate(axe.source);
  return (await page.evaluate(run, only)).map((what) => `${name}: ${what}`);
}

/** What sticks out of the page to the right; runs in the page. */
export function sticksOut() {
  const root = document.scrollingElement;
  if (root.scrollWidth <= root.clientWidth) return null;
  const wide = [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1 && !e.closest(".scroll, .chart, pre"));
  return `${root.scrollWidth} px: ${wide.slice(0, 3).map((e) => `${e.tagName}.${e.className}`).join(", ")}`;
}

/** The lines that can be read in the main part, without what only the script can use; runs in the page. */
function lines() {
  const main = document.querySelector("main");
  for (const e of main.querySelectorAll("output, label:has(input), button:not(th button)")) e.remove();
  return main.innerText.split("\n").map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean);
}

/** Opens pages, one after the other in two tabs, one of which has no script. Gives what is wrong. */
async function walk(browser, root, next) {
  const wrong = [];
  const inside = pathToFileURL(root + path.sep).href;
  const tab = await browser.newPage();
  const bare = await browser.newPage();
  await bare.setJavaScriptEnabled(false);
  const printer = await tab.createCDPSession();
  let file = "";
  const say = (what) => wrong.push(`${file}: ${what}`);
  for (const page of [tab, bare]) {
    page.on("console", (message) => say(`console: ${message.text()}`));
    page.on("pageerror", (error) => say(`script: ${error.message}`));
    page.on("request", (request) => {
      if (!request.url().startsWith(inside)) say(`asks for ${request.url()}`);
    });
    page.on("requestfailed", (request) => say(`cannot load ${request.url()}`));
    await page.setViewport(wide);
  }
  for (file = next(); file; file = next()) {
    const url = pathToFileURL(path.join(root, file)).href;
    await tab.setViewport(wide);
    await tab.goto(url, { waitUntil: "load" });
    const heads = await tab.$$eval("h1", (all) => all.map((h) => h.textContent.trim()));
    if (heads.length !== 1 || !heads[0]) say(`has ${heads.length} main headings`);
    for (const look of looks) {
      if (look.name === "phone") {
        await tab.setViewport(phone);
        const over = await tab.evaluate(sticksOut);
        if (over) say(`scrolls sideways on a phone, ${over}`);
      }
      (await barriers(tab, look)).forEach(say);
    }
    const { data } = await printer.send("Page.printToPDF", { preferCSSPageSize: true, printBackground: true });
    const pdf = Buffer.from(data, "base64");
    const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    if (pdf.toString("latin1", 0, 5) !== "%PDF-" || sheets === 0) say("cannot be printed");
    await tab.setViewport(wide);
    await bare.goto(url, { waitUntil: "load" });
    const readable = new Set(await bare.evaluate(lines));
    const missing = (await tab.evaluate(lines)).filter((line) => !readable.has(line));
    if (missing.length) say(`cannot be read without the script: ${missing.slice(0, 3).join(" / ")}`);
  }
  await tab.close();
  await bare.close();
  return wrong;
}

/** What is wrong with these pages; so many are looked at side by side. */
export async function faults(browser, root, pages, at_once) {
  // The largest first, so that none of them is left for the end.
  const queue = [...pages].sort((a, b) => fs.statSync(path.join(root, b)).size - fs.statSync(path.join(root, a)).size);
  const each = Array.from({ length: at_once }, () => walk(browser, root, () => queue.shift()));
  return (await Promise.all(each)).flat().sort();
}
