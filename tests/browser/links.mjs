// Whether every link of the site leads somewhere: to a file of the site by its full name (a folder opened from a disk
// shows no index.html), to a place that is on that page, or out by an address that the handbook itself names.
import fs from "node:fs";
import path from "node:path";
import { files } from "./site.mjs";

const entities = { amp: "&", lt: "<", gt: ">", quot: "\"", apos: "'" };

/** The value of an attribute as it is meant. */
function plain(text) {
  return text.replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name) => {
    if (name[0] !== "#") return entities[name] ?? whole;
    return String.fromCodePoint(/^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10));
  });
}

/** What is wrong with the links of a site made from `handbook`. */
export function broken(root, handbook) {
  const all = new Set(files(root));
  const own = files(handbook).filter((file) => /\.(md|yaml|html|css)$/.test(file))
    .map((file) => fs.readFileSync(path.join(handbook, file), "utf8")).join("\n");
  const pages = [...all].filter((file) => file.endsWith(".html"));
  const wrong = [];
  const ids = new Map();
  const links = new Map();
  for (const page of pages) {
    const html = fs.readFileSync(path.join(root, page), "utf8").replace(/<!--[\s\S]*?-->/g, "");
    const here = new Set();
    const out = [];
    for (const tag of html.matchAll(/<[a-z][^\s>]*((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/gi)) {
      for (const [, name, value] of tag[1].matchAll(/([^\s=]+)="([^"]*)"/g)) {
        if (name === "id") {
          if (here.has(value)) wrong.push(`${page}: the id "${value}" stands there twice`);
          here.add(plain(value));
        } else if (["href", "xlink:href", "src", "data", "action", "poster"].includes(name)) {
          out.push(plain(value));
        } else if (name === "content" && /^\d+; url=/.test(value)) {
          out.push(plain(value).replace(/^\d+; url=/, ""));
        } else if (name === "srcset") {
          out.push(...plain(value).split(",").map((part) => part.trim().split(/\s/)[0]));
        }
      }
    }
    ids.set(page, here);
    links.set(page, out);
  }
  const led = new Set(["index.html"]);
  for (const [page, out] of links) {
    for (const link of out) {
      const say = (what) => wrong.push(`${page}: ${link} ${what}`);
      if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(link)) {
        const address = link.replace(/^mailto:/i, "").split("?")[0].replace(/#.*/, "");
        const place = /^https?:\/\/[^/]+/i.exec(address)?.[0] ?? address;
        if (!/^(https?|mailto|tel):/i.test(link)) say("is no address that a page should lead to");
        else if (!own.includes(decodeURI(place))) say("leads out, and the handbook does not say so");
        continue;
      }
      const [file, fragment] = link.split("#");
      if (link.startsWith("/")) { say("leads to the top of the disk"); continue; }
      const target = file ? path.posix.join(path.posix.dirname(page), decodeURIComponent(file.split("?")[0])) : page;
      if (target.startsWith("..")) say("leads out of the site");
      else if (!all.has(target)) say(`leads to ${target}, and that is no file`);
      else if (fragment && ids.has(target) && !ids.get(target).has(decodeURIComponent(fragment))) {
        say(`leads to a place that is not on ${target}`);
      }
      if (target !== page) led.add(target);
    }
  }
  for (const page of pages) if (!led.has(page)) wrong.push(`${page}: no page leads to it`);
  for (const sheet of [...all].filter((file) => file.endsWith(".css"))) {
    const text = fs.readFileSync(path.join(root, sheet), "utf8");
    for (const [, link] of text.matchAll(/(?:url\(|@import\s+)["']?([^"')\s]+)/g)) {
      const target = path.posix.join(path.posix.dirname(sheet), link);
      if (!link.startsWith("data:") && !all.has(target)) wrong.push(`${sheet}: ${link} is no file of the site`);
    }
  }
  return wrong;
}
