// Takes the picture of the README: the page of a guideline of the sample handbook, in light mode.
//
//   node pictures.mjs SITE_DIR OUT_DIR
//
// The PNG of the browser is written anew with a palette: a page has few colours, and it gets a third of the size.
import { createRequire } from "node:module";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import { pathToFileURL } from "node:url";

const [siteDir, outDir] = process.argv.slice(2);
if (!siteDir || !outDir || !fs.existsSync(path.join(siteDir, "index.html"))) {
  console.error("usage: node pictures.mjs SITE_DIR OUT_DIR   (SITE_DIR holds index.html)");
  process.exit(2);
}
const need = createRequire(new URL("../browser/package.json", import.meta.url));
const { default: puppeteer } = await import(pathToFileURL(need.resolve("puppeteer-core")).href);
const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", process.env.CHROMIUM]
  .find((file) => file && fs.existsSync(file));

/** What is taken: a page, the width of the window and the height of the picture, both in CSS pixels. */
const PICTURES = [{ name: "guideline.png", page: "d/SAL-G-002/index.html", width: 1680, height: 1276 }];
const SCALE = 1.5;

/** Width, height and RGB of a PNG with 8 bits a channel, as Chromium writes it. */
function decode(png) {
  const width = png.readUInt32BE(16), height = png.readUInt32BE(20);
  const channels = { 2: 3, 6: 4 }[png[25]];
  if (png[24] !== 8 || !channels) throw new Error("not a PNG as Chromium writes it");
  const data = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const raw = zlib.inflateSync(Buffer.concat(data));
  const stride = width * channels;
  const out = Buffer.alloc(height * stride);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const left = x >= channels ? out[y * stride + x - channels] : 0;
      const up = y ? out[(y - 1) * stride + x] : 0;
      const corner = y && x >= channels ? out[(y - 1) * stride + x - channels] : 0;
      const guess = left + up - corner;
      const [a, b, c] = [left, up, corner].map((v) => Math.abs(guess - v));
      const paeth = a <= b && a <= c ? left : b <= c ? up : corner;
      const add = [0, left, up, (left + up) >> 1, paeth][filter];
      out[y * stride + x] = raw[y * (stride + 1) + 1 + x] + add;
    }
  }
  const rgb = new Uint32Array(width * height);
  for (let n = 0; n < rgb.length; n += 1) {
    rgb[n] = (out[n * channels] << 16) | (out[n * channels + 1] << 8) | out[n * channels + 2];
  }
  return { width, height, rgb };
}

/** At most 256 colours: the most frequent of those that differ enough; the others take the nearest. */
function palette(rgb) {
  const often = new Map();
  for (const colour of rgb) often.set(colour, (often.get(colour) ?? 0) + 1);
  const parts = (c) => [c >> 16, (c >> 8) & 255, c & 255];
  const far = (c, d) => parts(c).reduce((sum, v, n) => sum + (v - parts(d)[n]) ** 2, 0);
  const sorted = [...often].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([colour]) => colour);
  const chosen = [];
  for (let apart = 200; chosen.length < 256 && apart >= 0; apart = apart > 10 ? apart / 2 : -1) {
    for (const colour of sorted) {
      if (chosen.length === 256) break;
      if (chosen.every((other) => far(colour, other) > apart)) chosen.push(colour);
    }
    if (chosen.length === sorted.length) break;
  }
  const nearest = new Map(sorted.map((colour) => {
    let best = 0;
    chosen.forEach((other, n) => { if (far(colour, other) < far(colour, chosen[best])) best = n; });
    return [colour, best];
  }));
  return { chosen, nearest };
}

/** A PNG with a palette. */
function encode({ width, height, rgb }) {
  const { chosen, nearest } = palette(rgb);
  const raw = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) raw[y * (width + 1) + 1 + x] = nearest.get(rgb[y * width + x]);
  }
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(zlib.crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(chosen.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]));
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk("IHDR", head), chunk("PLTE", colours), chunk("IDAT", zlib.deflateSync(raw, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const profile = fs.mkdtempSync(path.join(os.tmpdir(), "guidepost-pictures-"));
const browser = await puppeteer.launch({
  executablePath: chromium, headless: true, userDataDir: profile,
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--font-render-hinting=none"],
});
try {
  fs.mkdirSync(outDir, { recursive: true });
  for (const { name, page, width, height } of PICTURES) {
    const tab = await browser.newPage();
    await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
    await tab.setViewport({ width, height, deviceScaleFactor: SCALE });
    await tab.goto(pathToFileURL(path.resolve(siteDir, page)).href, { waitUntil: "load" });
    const png = Buffer.from(await tab.screenshot({ type: "png" }));
    const small = encode(decode(png));
    const out = path.join(outDir, name);
    fs.writeFileSync(out, small.length < png.length ? small : png);
    console.log(`${out}: ${Math.round(fs.statSync(out).size / 1024)} kB (${Math.round(png.length / 1024)} kB as taken)`);
  }
} finally {
  await browser.close();
  fs.rmSync(profile, { recursive: true, force: true });
}
