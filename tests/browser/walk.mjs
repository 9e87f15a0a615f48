// A reader with a keyboard and no mouse: from the first page by its process to a guideline, to a step of it, to the
// role that does it, and by the search to somewhere else. What has the focus is always seen.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { wide } from "./pages.mjs";

/** Stops of the Tab key after which something is too far away to be used. */
const FAR = 250;

/** What has the focus: where it leads, and why it could not be seen; runs in the page. */
function focused() {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e);
  const box = e.getBoundingClientRect();
  // In a chart the line of the shape is the ring.
  const drawn = [...e.querySelectorAll(":scope > .gp-shape, :scope > .gp-sheet")]
    .some((shape) => parseFloat(getComputedStyle(shape).strokeWidth) >= 2.5);
  const ring = drawn || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  const shown = box.width > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  const link = e.closest("a");
  const href = link && (link.getAttribute("href") ?? link.getAttribute("xlink:href"));
  const at = href?.startsWith("#") ? document.getElementById(decodeURIComponent(href.slice(1))) : null;
  return {
    name: `${e.tagName.toLowerCase()} "${(e.getAttribute("aria-label") ?? e.textContent).trim().slice(0, 40)}"`,
    href: href ?? "",
    step: Boolean(at?.closest(".steps")),
    main: Boolean(e.closest("main")),
    unseen: ring ? (shown ? "" : "lies outside of the window") : "has no ring",
  };
}

/** Walks a site; gives what kept it from getting on. */
export async function walk(browser, root) {
  const wrong = new Set();
  const tab = await browser.newPage();
  await tab.setViewport(wide);
  const here = () => decodeURI(tab.url().slice(pathToFileURL(root + path.sep).href.length));
  // Presses Tab until something is reached.
  const reach = async (what, is) => {
    for (let n = 0; n < FAR; n += 1) {
      await tab.keyboard.press("Tab");
      const now = await tab.evaluate(focused);
      if (now?.unseen) wrong.add(`${here()}: the focus is on ${now.name}, and it ${now.unseen}`);
      if (now && is(now)) return;
    }
    throw new Error(`${here()}: no ${what} is reached with ${FAR} strokes of the Tab key`);
  };
  const follow = async () => {
    await Promise.all([tab.waitForNavigation({ waitUntil: "load" }), tab.keyboard.press("Enter")]);
    const heads = await tab.$$eval("h1", (all) => all.length);
    if (heads !== 1) throw new Error(`${here()}: a page with ${heads} main headings`);
  };
  try {
    await tab.goto(pathToFileURL(path.join(root, "index.html")).href, { waitUntil: "load" });
    await tab.keyboard.press("Tab");
    const first = await tab.evaluate(focused);
    if (first?.href !== "#gp--main" || first.unseen) wrong.add("index.html: the first stop is not the way to the main part");
    await tab.keyboard.press("Enter");
    await reach("link in the main part", (now) => now.main);
    await tab.goto(tab.url().split("#")[0], { waitUntil: "load" });

    await reach("process", (now) => now.main && /^a\/[^/]+\/[^/]+\/index\.html$/.test(now.href));
    await follow();
    await reach("guideline", (now) => now.main && /(^|\/)d\/[^/]+\/index\.html$/.test(now.href));
    await follow();
    await reach("step", (now) => now.main && now.step);
    await tab.keyboard.press("Enter");
    const opened = await tab.evaluate(() => {
      const target = document.querySelector(":target");
      const box = target?.getBoundingClientRect();
      return Boolean(box) && box.top >= 0 && box.top < innerHeight;
    });
    if (!opened) throw new Error(`${here()}: the step is not shown`);
    await reach("role", (now) => now.main && /(^|\/)r\/[^/]+\/index\.html$/.test(now.href));
    await follow();

    const from = here();
    await tab.keyboard.press("/");
    if (!(await tab.evaluate(() => document.activeElement?.getAttribute("role") === "combobox"))) {
      throw new Error(`${from}: the key / does not lead to the search`);
    }
    await tab.keyboard.type("offer");
    await tab.waitForSelector("[role=listbox] [role=option]", { timeout: 30_000 });
    await tab.keyboard.press("ArrowDown");
    const chosen = await tab.evaluate(() => {
      const id = document.activeElement.getAttribute("aria-activedescendant");
      return Boolean(id) && document.getElementById(id)?.getAttribute("aria-selected") === "true";
    });
    if (!chosen) throw new Error(`${from}: no hit of the search is chosen with the arrow keys`);
    await follow();
    if (here() === from) throw new Error(`${from}: the hit of the search leads nowhere`);
  } catch (error) {
    wrong.add(error.message);
  }
  await tab.close();
  return [...wrong];
}
