// The browser that all tests share, in a profile of its own.
import puppeteer from "puppeteer-core";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** Starts it, lends it to `use`, and ends it. */
export async function withBrowser(use) {
  const chromium = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    .find((file) => file && fs.existsSync(file));
  if (!chromium) {
    console.error("no Chromium found; install it (apt-get install chromium) or set CHROMIUM");
    process.exit(2);
  }
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "guidepost-browser-"));
  const browser = await puppeteer.launch({
    executablePath: chromium,
    headless: true,
    userDataDir: profile,
    protocolTimeout: 300_000,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic", "--no-first-run",
      "--disable-component-update", "--disable-sync", "--font-render-hinting=none"],
  });
  try {
    return await use(browser);
  } finally {
    await browser.close();
    fs.rmSync(profile, { recursive: true, force: true });
  }
}
