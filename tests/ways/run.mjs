// Opens what `guidepost chart` writes for other tools in those tools, in headless Chromium: BPMN in bpmn.io's viewer,
// which must have nothing to say against it, and Mermaid in Mermaid; Graphviz draws DOT. In the last two every word
// of a step must be seen as it was written.
//
//   node run.mjs FOLDER [--pictures FOLDER]
//
// FOLDER holds NAME.bpmn, NAME.mmd, NAME.dot, and NAME.json with the words of NAME's steps.
import { spawnSync } from "node:child_process";
import puppeteer from "puppeteer-core";
import fs from "node:fs";
import path from "node:path";
import os from "node:os";
import { createRequire } from "node:module";

const [folder, , pictures] = process.argv.slice(2);
if (!folder || !fs.existsSync(folder)) {
  console.error("usage: node run.mjs FOLDER [--pictures FOLDER]");
  process.exit(2);
}
const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", process.env.CHROMIUM]
  .find((file) => file && fs.existsSync(file));
if (!chromium) {
  console.error("no Chromium found; install it (apt-get install chromium) or set CHROMIUM");
  process.exit(2);
}
const modules = path.dirname(createRequire(import.meta.url).resolve("bpmn-js/package.json"));
const script = (...parts) => path.join(modules, "..", ...parts);
const names = (end) => fs.readdirSync(folder).filter((name) => name.endsWith(end)).sort();
const text = (name) => fs.readFileSync(path.join(folder, name), "utf8");

const profile = fs.mkdtempSync(path.join(os.tmpdir(), "guidepost-ways-"));
const browser = await puppeteer.launch({
  executablePath: chromium,
  headless: true,
  userDataDir: profile,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic", "--no-first-run",
    "--disable-component-update", "--disable-sync"],
});
const wrong = [];
const done = {};

/** A page with a script, on which `open` is called for every file. */
async function each(what, end, scriptFile, open) {
  const page = await browser.newPage();
  await page.setContent('<!doctype html><meta charset="utf-8"><body><div id="canvas" style="width:1600px;height:1200px"></div>');
  await page.addScriptTag({ path: scriptFile });
  page.on("console", (m) => m.type() === "error" && wrong.push(`${what}: ${m.text()}`));
  for (const name of names(end)) {
    const found = await page.evaluate(open, text(name), wordsOf(name)).catch((error) => [String(error)]);
    wrong.push(...found.map((line) => `${name}: ${line}`));
    if (pictures && !found.length) {
      fs.mkdirSync(pictures, { recursive: true });
      const picture = await page.$("#canvas");
      await picture.screenshot({ path: path.join(pictures, `${name}.png`) });
    }
  }
  done[what] = names(end).length;
  await page.close();
}

function wordsOf(name) {
  const file = path.join(folder, name.replace(/\.[a-z]+$/, ".json"));
  if (!fs.existsSync(file)) return [];
  return JSON.parse(fs.readFileSync(file, "utf8")).nodes.map((node) => node.label).filter((label) => label.trim());
}

await each("BPMN", ".bpmn", script("bpmn-js", "dist", "bpmn-viewer.production.min.js"), async (xml) => {
  const canvas = document.getElementById("canvas");
  canvas.innerHTML = "";
  const viewer = new BpmnJS({ container: canvas });
  const found = [];
  try {
    const { warnings } = await viewer.importXML(xml);
    found.push(...warnings.map((w) => w.message));
    const { inner } = viewer.get("canvas").viewbox();
    canvas.style.width = `${Math.ceil(inner.width) + 20}px`;
    canvas.style.height = `${Math.ceil(inner.height) + 20}px`;
    viewer.get("canvas").resized();
    viewer.get("canvas").viewbox({ x: inner.x - 10, y: inner.y - 10, width: inner.width + 20, height: inner.height + 20 });
    // Everything with a place in the file has one on the sheet.
    const shown = new Set(viewer.get("elementRegistry").getAll().map((e) => e.businessObject?.id));
    const parsed = new DOMParser().parseFromString(xml, "text/xml");
    for (const shape of parsed.querySelectorAll("[bpmnElement]")) {
      const id = shape.getAttribute("bpmnElement");
      if (!shown.has(id)) found.push(`${id} is not shown`);
    }
  } catch (error) {
    found.push(error.message, ...(error.warnings ?? []).map((w) => w.message));
  }
  return found;
});

await each("Mermaid", ".mmd", script("mermaid", "dist", "mermaid.min.js"), async (code, words) => {
  const found = [];
  const canvas = document.getElementById("canvas");
  mermaid.initialize({ startOnLoad: false, maxTextSize: 1e6, maxEdges: 5000 });
  try {
    await mermaid.parse(code);
    const { svg } = await mermaid.render("chart", code);
    canvas.innerHTML = svg;
    // Words are wrapped: white space does not count.
    const bare = (text) => text.replace(/\s+/gu, "");
    const seen = bare(canvas.textContent);
    found.push(...words.filter((w) => !seen.includes(bare(w))).map((w) => `not seen: ${w}`));
    if (canvas.querySelector("script, img, iframe")) found.push("text became an element");
  } catch (error) {
    found.push(String(error.message ?? error));
    document.getElementById("dchart")?.remove();
  }
  return found;
});

// Long words are divided when they are wrapped, so that hyphens do not count.
const bare = (text) => text.replace(/[\s-]+/gu, "");
const signs = { amp: "&", lt: "<", gt: ">", quot: '"' };
const read = (svg) => svg.replace(/<!--[^]*?-->|<title>[^]*?<\/title>|<[^>]*>/g, "")
  .replace(/&(?:#(\d+)|(\w+));/g, (_, number, name) => number ? String.fromCodePoint(Number(number)) : signs[name]);
for (const name of names(".dot")) {
  const ran = spawnSync("dot", ["-Tsvg", path.join(folder, name)], { encoding: "utf8" });
  if (ran.status !== 0 || ran.stderr) wrong.push(`${name}: ${ran.error ?? ran.stderr}`);
  const seen = bare(read(ran.stdout ?? ""));
  wrong.push(...wordsOf(name).filter((word) => !seen.includes(bare(word))).map((word) => `${name}: not seen: ${word}`));
}
done.DOT = names(".dot").length;

await browser.close();
fs.rmSync(profile, { recursive: true, force: true });
if (wrong.length) {
  console.error(wrong.slice(0, 50).join("\n"));
  console.error(`${wrong.length} things wrong with charts in other tools`);
  process.exit(1);
}
console.log(Object.entries(done).map(([what, n]) => `${what}: ${n} charts opened, no warnings`).join("; "));
