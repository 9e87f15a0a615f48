// Searches a built site from the folder, as somebody with a stick would: by typing and with the keyboard alone, in
// each language of the sample; then moves a chart by keyboard and pointer. Fails on a hit that is not there, a word
// on the console, a request out of the folder.
//
//   node search.mjs SITE_DIR
import puppeteer from "puppeteer-core";
import axe from "axe-core";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [siteDir] = process.argv.slice(2);
if (!siteDir || !fs.existsSync(path.join(siteDir, "index.html"))) {
  console.error("usage: node search.mjs SITE_DIR   (SITE_DIR holds index.html)");
  process.exit(2);
}
const site = fs.realpathSync(siteDir);
const inside = pathToFileURL(site + path.sep).href;
const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", process.env.CHROMIUM]
  .find((file) => file && fs.existsSync(file));
if (!chromium) {
  console.error("no Chromium found; install it (apt-get install chromium) or set CHROMIUM");
  process.exit(2);
}
const profile = fs.mkdtempSync(path.join(os.tmpdir(), "guidepost-search-"));
const browser = await puppeteer.launch({
  executablePath: chromium,
  headless: true,
  userDataDir: profile,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
});
const wrong = [];
let checked = 0;
const must = (holds, what) => {
  checked += 1;
  if (!holds) wrong.push(what);
};

async function open(file, script = true) {
  const page = await browser.newPage();
  page.on("console", (message) => wrong.push(`${file}: console: ${message.text()}`));
  page.on("pageerror", (error) => wrong.push(`${file}: script: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(inside)) wrong.push(`${file} asks for ${request.url()}`);
  });
  page.on("requestfailed", (request) => wrong.push(`${file} cannot load ${request.url()}`));
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(inside + file, { waitUntil: "load" });
  return page;
}

/** Types into the field, reached by `/`, and waits for the answer. */
async function search(page, text) {
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("/");
  must(await page.evaluate(() => document.activeElement.id === "gp--search"), "/ leads to the field");
  await page.evaluate(() => { document.querySelector("search [role=status]").textContent = ""; });
  await page.keyboard.type(text);
  await page.waitForFunction(() => document.querySelector("search [role=status]").textContent !== "", { timeout: 5000 });
  // Of a word typed letter by letter the last answer counts.
  let before = "";
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 120));
    const now = await page.$eval("#gp--hits", (list) => list.textContent);
    if (now === before) break;
    before = now;
  }
  const status = await page.$eval("search [role=status]", (e) => e.textContent);
  const hits = await page.$$eval("#gp--hits a", (all) => all.map((a) => ({
    title: a.querySelector(".hit-title").textContent,
    href: decodeURIComponent(a.href),
    marks: [...a.querySelectorAll("mark")].map((m) => m.textContent),
    excerpt: a.querySelector(".hit-text")?.textContent ?? "",
  })));
  return { status, hits };
}
const ends = (end) => (hit) => hit.href.endsWith(end);

async function english() {
  const page = await open("index.html");
  let found = await search(page, "SAL-G-002");
  must(found.hits[0] && ends("/d/SAL-G-002/index.html")(found.hits[0]), "a number leads to its document");
  found = await search(page, "opportunity management");
  must(found.hits.some(ends("/d/SAL-G-002/index.html")), "a title");
  must(found.hits.some((hit) => hit.excerpt && hit.marks.length), "excerpts with marks");
  must(/\d/.test(found.status), "the number of hits is said");
  for (const [text, why] of [["qualifying the opportunit", "a form that stands nowhere, and a beginning"],
    ["oportunity qualify", "a letter too few"], ["qualfiy opportunity", "two letters swapped"]]) {
    found = await search(page, text);
    must(found.hits.some(ends("/d/SAL-G-002/index.html#qualify")), `${why}: ${text}`);
  }
  found = await search(page, "key account manager");
  must(found.hits.some((hit) => /\/r\/[^/]+\/index\.html$/.test(hit.href)), "a role");
  found = await search(page, "offer");
  must(found.hits.some((hit) => /\/p\/offer\/index\.html$|#product--offer$/.test(hit.href)), "a work product");
  must(found.hits.some((hit) => hit.href.includes("glossary/index.html#term--offer")), "a term");
  const before = found.hits.length;
  const more = await page.$(".more-hits");
  must(more, "there are more hits than are shown at once");
  await more?.click();
  await page.waitForFunction((n) => document.querySelectorAll("#gp--hits a").length > n, { timeout: 5000 }, before);
  found = await search(page, "xqzv");
  must(found.hits.length === 0 && found.status !== "", "nothing found is said, too");
  await page.close();
}

/** The open list has no barrier that axe-core knows, in either colour scheme. */
async function barriers() {
  const page = await open("d/SAL-G-002/index.html");
  await search(page, "offer review");
  await page.keyboard.press("ArrowDown");
  await page.evaluate(axe.source);
  for (const scheme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    const run = (tags) => window.axe.run("search.search", { preload: false, runOnly: { type: "tag", values: tags } });
    const { violations } = await page.evaluate(run, ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
    for (const v of violations) wrong.push(`${scheme}: ${v.id}: ${v.help} (${v.nodes.map((n) => n.target).join("; ")})`);
  }
  await page.setViewport({ width: 390, height: 844 });
  must(await page.evaluate(() => document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth),
    "the list fits a phone");
  await page.close();
}

async function keyboard() {
  const page = await open("index.html");
  await search(page, "qualify the opportunity");
  const expanded = () => page.$eval("#gp--search", (e) => e.getAttribute("aria-expanded"));
  must((await expanded()) === "true", "the list is open");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  const active = await page.evaluate(() => {
    const id = document.getElementById("gp--search").getAttribute("aria-activedescendant");
    const option = document.getElementById(id);
    return { selected: option?.getAttribute("aria-selected"), first: option === document.querySelector("#gp--hits [role=option]"), href: option?.href };
  });
  must(active.selected === "true" && active.first, "the arrows choose a hit");
  await page.keyboard.press("Escape");
  must((await expanded()) === "false", "Escape closes the list");
  await page.keyboard.press("ArrowDown");
  must((await expanded()) === "true", "an arrow opens it again");
  await Promise.all([page.waitForNavigation({ timeout: 5000 }), page.keyboard.press("Enter")]);
  must(page.url() === active.href, `Enter opens the hit: ${page.url()}`);
  must(await page.evaluate(() => !location.hash || document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null),
    "the place is there");
  await page.close();
}

async function languages() {
  for (const [folder, cases] of [["de", [["Verkaufschance", /#term--opportunity/], ["geschaft", /#term--opportunity/], ["angebote", /./]]], ["pl", [["umowa", /./], ["zamowienie", /./]]]]) {
    if (!fs.existsSync(path.join(site, folder))) continue;
    const page = await open(`${folder}/index.html`);
    for (const [text, wanted] of cases) {
      const found = await search(page, text);
      must(found.hits.some((hit) => wanted.test(hit.href)), `${folder}: ${text}`);
      must(found.hits.every((hit) => hit.href.includes(`/${folder}/`)), `${folder}: hits stay in the language`);
    }
    await page.close();
  }
}

async function charts() {
  const page = await open("d/SAL-G-002/index.html");
  const wide = () => page.$eval(".chart svg", (svg) => svg.getBoundingClientRect().width);
  const natural = await wide();
  await page.focus(".chart");
  await page.keyboard.press("+");
  const large = await wide();
  must(large > natural * 1.2, "+ enlarges the chart");
  await page.keyboard.press("ArrowRight");
  must((await page.$eval(".chart", (e) => e.scrollLeft)) > 0, "an arrow moves it");
  await page.keyboard.press("-");
  await page.keyboard.press("-");
  must((await wide()) < natural, "- makes it smaller");
  await page.keyboard.press("0");
  must(Math.abs((await wide()) - natural) < 1, "0 is its own size");
  await page.keyboard.press("f");
  must((await wide()) <= (await page.$eval(".chart", (e) => e.clientWidth)) + 1, "f fits it");
  await page.click(".zoom [data-zoom=reset]");
  must(Math.abs((await wide()) - natural) < 1, "the button, too");
  // A plain wheel scrolls the page and leaves the chart as it is; with ctrl it enlarges.
  const box = await (await page.$(".chart")).boundingBox();
  await page.evaluate((y) => window.scrollTo(0, y - 300), box.y);
  const at = await (await page.$(".chart")).boundingBox();
  await page.mouse.move(at.x + 200, at.y + 100);
  const top = await page.evaluate(() => window.scrollY);
  await page.mouse.wheel({ deltaY: 100 });
  await new Promise((resolve) => setTimeout(resolve, 300));
  must((await page.evaluate(() => window.scrollY)) > top && Math.abs((await wide()) - natural) < 1, "a wheel scrolls the page");
  await page.keyboard.down("Control");
  await page.mouse.wheel({ deltaY: -100 });
  await page.keyboard.up("Control");
  await new Promise((resolve) => setTimeout(resolve, 300));
  must((await wide()) > natural * 1.1, "with ctrl it enlarges");
  // Two fingers enlarge the chart, and not the page.
  const fingers = await page.createCDPSession();
  const before = await wide();
  const touch = (type, apart) => fingers.send("Input.dispatchTouchEvent", { type,
    touchPoints: apart ? [{ id: 1, x: at.x + 300 - apart, y: at.y + 100 }, { id: 2, x: at.x + 300 + apart, y: at.y + 100 }] : [] });
  await touch("touchStart", 40);
  for (const apart of [50, 60, 70, 80]) await touch("touchMove", apart);
  await touch("touchEnd", 0);
  must((await wide()) > before * 1.5, "two fingers enlarge it");
  must((await page.evaluate(() => visualViewport.scale)) === 1, "and not the page");
  // A step and its place belong together, both ways.
  await page.goto(`${inside}d/SAL-G-002/index.html#qualify`);
  must(await page.$eval(".chart [data-step=qualify]", (node) => node.classList.contains("here")), "a link to a step shows its place");
  await page.click("#sec--steps");
  await page.hover("tr.step#qualify");
  must(await page.$eval(".chart [data-step=qualify]", (node) => node.classList.contains("near-by")), "a row shows its place");
  await page.close();
}

async function withoutScript() {
  const page = await open("index.html", false);
  must(await page.$eval("search.search", (e) => e.hidden && getComputedStyle(e).display === "none"), "without a script there is no field");
  must(await page.$$eval(".zoom", (all) => all.every((e) => getComputedStyle(e).display === "none")), "and no buttons for charts");
  await page.close();
}

try {
  for (const part of [english, barriers, keyboard, languages, charts, withoutScript]) {
    await part().catch((error) => wrong.push(`${part.name}: ${error.message}`));
  }
} finally {
  await browser.close();
  fs.rmSync(profile, { recursive: true, force: true });
}
console.log(`${checked} things looked up and moved in ${site}`);
if (wrong.length) {
  console.error(wrong.join("\n"));
  console.error(`${wrong.length} things are wrong`);
  process.exit(1);
}
