// The preview as a writer sees it: a save reaches the page that is open, at the place where he reads; what is wrong
// shows over it, can be closed with a key and goes when it is mended; and no other page is disturbed.
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";
import { barriers, wide } from "./pages.mjs";

/** Starts the preview; gives its address. */
async function start(program, folder) {
  const process = spawn(program, ["serve", folder, "--port", "0", "--today", "2018-06-15"], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of readline.createInterface({ input: process.stdout })) {
    const address = /http:\/\/\S+/.exec(line);
    if (address) return { process, address: address[0] };
  }
  throw new Error("the preview did not start");
}

/** Writes a handbook with the preview open; gives what is wrong. */
export async function preview(browser, program, handbook) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "guidepost-preview-"));
  fs.cpSync(handbook, folder, { recursive: true });
  const file = path.join(folder, "sales/opportunity-management.md");
  const before = fs.readFileSync(file, "utf8");
  const wrong = [];
  const { process, address } = await start(program, folder);
  try {
    const tab = await browser.newPage();
    tab.on("console", (message) => wrong.push(`preview: console: ${message.text()}`));
    tab.on("pageerror", (error) => wrong.push(`preview: script: ${error.message}`));
    tab.on("request", (request) => {
      if (!request.url().startsWith(address)) wrong.push(`preview: asks for ${request.url()}`);
    });
    await tab.setViewport(wide);
    tab.setDefaultTimeout(120_000);
    // Waits until the panel of the preview, or the button for it, is shown or hidden and holds some words.
    const told = async (what, hidden, ...words) => {
      const now = () => tab.evaluate((s) => document.querySelector("#gp--live")?.shadowRoot.querySelector(s)?.textContent, what);
      await until(what, hidden, words).catch(async (error) => {
        throw new Error(`waited for ${what} ${hidden ? "closed" : "open"} with ${words}; it says: ${await now()}`, { cause: error });
      });
    };
    const until = (what, hidden, words) => tab.waitForFunction((selector, gone, all) => {
      const found = document.querySelector("#gp--live")?.shadowRoot.querySelector(selector);
      return Boolean(found) && found.hidden === gone && all.every((word) => found.textContent.includes(word));
    }, {}, what, hidden, words);
    const panel = "[role=dialog]";
    const button = "button[aria-expanded=false]";
    await tab.goto(`${address}d/SAL-G-002/`, { waitUntil: "load" });
    await tab.evaluate(() => {
      window.unchanged = true;
      window.scrollTo({ top: 900, behavior: "instant" });
    });

    // A save.
    fs.writeFileSync(file, `${before}\nA sentence that was just written.\n`);
    await tab.waitForFunction(() => document.body?.textContent.includes("A sentence that was just written."));
    await tab.waitForFunction(() => Math.abs(window.scrollY - 900) < 5, { timeout: 5_000 })
      .catch(() => wrong.push("preview: after a save the page is not where it was"));

    // Something wrong, which the page shows as well.
    await tab.evaluate(() => { window.unchanged = true; });
    fs.writeFileSync(file, before.replace(/^owner: .*/m, "owner: nobody-at-all"));
    await told(panel, false, "nobody-at-all", "opportunity-management.md:");
    await tab.waitForFunction(() => document.querySelector("#gp--live")?.shadowRoot.querySelector("link").sheet);
    if (await tab.evaluate(() => window.unchanged)) wrong.push("preview: something wrong is told over the page of before");
    (await barriers(tab)).forEach((what) => wrong.push(`preview: ${what}`));
    await tab.keyboard.press("Escape");
    await told(panel, true);
    await told(button, false, "1 error");

    // It stays closed over another page, and goes when it is mended; that page is not loaded again.
    await tab.goto(`${address}s/iso9001-2015/`, { waitUntil: "load" });
    await told(button, false, "1 error");
    await tab.evaluate(() => { window.unchanged = true; });
    fs.writeFileSync(file, "---\nid: [\n---\n");
    await told(panel, false, "pages of before");
    fs.writeFileSync(file, before.replace(/^owner: .*/m, "owner: nobody-at-all"));
    await told(panel, true, "nobody-at-all");
    if (!(await tab.evaluate(() => window.unchanged))) wrong.push("preview: a page was loaded again over which nothing changed");
    fs.writeFileSync(file, before);
    await told(panel, true);
    await tab.close();
  } catch (error) {
    wrong.push(`preview: ${error.message}`);
  } finally {
    process.kill();
    fs.rmSync(folder, { recursive: true, force: true });
  }
  return wrong;
}
