// Whether pages are valid HTML.
import { HtmlValidate } from "html-validate";
import fs from "node:fs";
import path from "node:path";

const rules = {
  // The name of the window is the name of the document and that of the handbook, however long they are.
  "long-title": "off",
  // All comes from one folder, and a browser checks no sum of a file that it opens from a disk.
  "require-sri": "off",
  // HTML lets an id hold anything but white space: a version is `1.0`, a heading may be in any script.
  "valid-id": ["error", { relaxed: true }],
};

/** What is wrong with these pages. */
export async function invalid(root, pages) {
  const extended = ["html-validate:recommended", "html-validate:document", "html-validate:a11y"];
  const validator = new HtmlValidate({ root: true, extends: extended, rules });
  const wrong = [];
  for (const page of pages) {
    const { results } = await validator.validateString(fs.readFileSync(path.join(root, page), "utf8"));
    for (const m of results.flatMap((result) => result.messages)) {
      wrong.push(`${page}:${m.line}:${m.column}: ${m.ruleId}: ${m.message}`);
    }
  }
  return wrong;
}
