// The built site as the tests see it: all its files, and the pages that stand for every kind there is.
import fs from "node:fs";
import path from "node:path";

/** Every file below a folder, as paths from there with forward slashes, sorted. */
export function files(root, folder = "") {
  const inside = fs.readdirSync(path.join(root, folder), { withFileTypes: true });
  return inside.flatMap((entry) => {
    const name = folder ? `${folder}/${entry.name}` : entry.name;
    return entry.isDirectory() ? files(root, name) : [name];
  }).sort();
}

/** The languages beside the first: folders at the root that hold a home page in that language. */
export function languages(root) {
  return fs.readdirSync(root).filter((name) => {
    const home = path.join(root, name, "index.html");
    return /^[a-z]{2}$/.test(name) && fs.existsSync(home) && fs.readFileSync(home, "utf8").includes(`<html lang="${name}"`);
  });
}

/** A page of more bytes is a print of many documents: they are looked at one by one, and its form by a smaller print. */
const WHOLE = 700_000;

/**
 * Pages of every kind, found and not named, so that no new kind is forgotten: in each language all that lie at the
 * top, and of the pages of one folder the largest and, in the first language, the smallest, which shows what is empty.
 */
export function kinds(root) {
  const tongues = languages(root);
  const size = (page) => fs.statSync(path.join(root, page)).size;
  // A page that sends on to another shows nothing; where it sends to is checked with the links.
  const sends = (page) => fs.readFileSync(path.join(root, page), "utf8").includes("http-equiv=\"refresh\"");
  const pages = (folder) => {
    const entries = fs.readdirSync(path.join(root, folder), { withFileTypes: true });
    const own = entries.filter((e) => e.isFile() && e.name.endsWith(".html")).map((e) => `${folder}${e.name}`);
    const below = entries.filter((e) => e.isDirectory() && !(folder === "" && tongues.includes(e.name)))
      .map((e) => `${folder}${e.name}/`);
    return { own, below };
  };
  const edges = (list, both) => {
    const sorted = list.filter((page) => size(page) < WHOLE && !sends(page)).sort((a, b) => size(b) - size(a) || (a < b ? -1 : 1));
    return both && sorted.length > 1 ? [sorted[0], sorted.at(-1)] : sorted.slice(0, 1);
  };
  // The pages of one folder are of one kind: what stands for them, and for those in the folders below.
  const within = (folder, both) => {
    const { own, below } = pages(folder);
    const index = own.filter((page) => page.endsWith("/index.html"));
    const others = edges(own.filter((page) => !page.endsWith("/index.html")), both);
    const deeper = below.map((f) => `${f}index.html`).filter((page) => fs.existsSync(path.join(root, page)));
    const chosen = edges(deeper, both);
    const largest = chosen[0]?.slice(0, -"index.html".length);
    const bare = below.filter((f) => !deeper.includes(`${f}index.html`));
    const rest = [...(largest ? within(largest, both) : []), ...bare.flatMap((f) => within(f, both))];
    return [...index, ...others, ...chosen, ...rest];
  };
  const found = ["", ...tongues.map((l) => `${l}/`)].flatMap((top) => {
    const { own, below } = pages(top);
    return [...own, ...below.flatMap((folder) => within(folder, top === ""))];
  });
  return [...new Set(found)];
}
