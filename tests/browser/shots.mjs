// Takes every kind of page as people meet it, to be looked at: light, dark, on a phone, printed.
//
//   node shots.mjs SITE OUT [WORD...]
//
// With words only pages that have one of them in their path. OUT/index.html shows all side by side.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { withBrowser } from "./browser.mjs";
import { phone, wide } from "./pages.mjs";
import { kinds } from "./site.mjs";

const [siteDir, out, ...words] = process.argv.slice(2);
if (!out || !fs.existsSync(path.join(siteDir, "index.html"))) {
  console.error("usage: node shots.mjs SITE OUT [WORD...]   (SITE holds index.html)");
  process.exit(2);
}
const site = fs.realpathSync(siteDir);
const pages = kinds(site).filter((page) => !words.length || words.some((word) => page.includes(word)));
const looks = [
  { name: "light", scheme: "light", view: wide },
  { name: "dark", scheme: "dark", view: wide },
  { name: "phone", scheme: "light", view: phone },
];
/** Longer than this nobody looks. */
const TALLEST = 6000;

/** The name of a page's pictures. */
const named = (page) => page.replace(/(^|\/)index\.html$/, "$1home").replace(/\.html$/, "").replaceAll("/", "-");

async function take(browser, next) {
  const tab = await browser.newPage();
  const printer = await tab.createCDPSession();
  for (let page = next(); page; page = next()) {
    await tab.goto(pathToFileURL(path.join(site, page)).href, { waitUntil: "load" });
    for (const { name, scheme, view } of looks) {
      await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await tab.setViewport(view);
      const height = await tab.evaluate(() => document.documentElement.scrollHeight);
      const clip = { x: 0, y: 0, width: view.width, height: Math.min(height, TALLEST) };
      await tab.screenshot({ path: path.join(out, `${named(page)}-${name}.png`), clip, captureBeyondViewport: true });
    }
    const { data } = await printer.send("Page.printToPDF", { preferCSSPageSize: true, printBackground: true });
    fs.writeFileSync(path.join(out, `${named(page)}-print.pdf`), Buffer.from(data, "base64"));
  }
  await tab.close();
}

fs.rmSync(out, { recursive: true, force: true });
fs.mkdirSync(out, { recursive: true });
await withBrowser(async (browser) => {
  // One tab: a browser draws no other than the one in front.
  const queue = [...pages];
  await take(browser, () => queue.shift());
});
const row = (page) => {
  const picture = ({ name }) => `<td><a href="${named(page)}-${name}.png"><img src="${named(page)}-${name}.png" alt="${name}" loading="lazy"></a></td>`;
  return `<tr><th>${page}<br><a href="${named(page)}-print.pdf">print</a></th>${looks.map(picture).join("")}</tr>`;
};
fs.writeFileSync(path.join(out, "index.html"), `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Pages</title>
<style>body { font: 15px system-ui } td, th { vertical-align: top; padding: 8px; text-align: left } img { max-width: 460px; max-height: 700px; border: 1px solid #999 }</style>
<table>${pages.map(row).join("\n")}</table></html>\n`);
console.log(`${pages.length} pages taken into ${out}`);
