// Holds the JSON-LD of built sites against the vocabulary of schema.org, as `schema-dts` has it: each type and each
// property must exist, and the property must belong to the type. TypeScript is what compares.
//
//     node check.mjs FOLDER ...

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const SCRIPT = /<script type="application\/ld\+json">(.*?)<\/script>/gs;

// What must be refused; if the comparison let it through, TypeScript would complain of the comment.
const CONTROLS = [
  { "@type": "Article", corrections: "a property that nothing has" },
  { "@type": "Article", citation: [{ "@type": "NewsArticle", isbn: "a property of books" }] },
  { "@type": "Article", correction: [{ "@type": "Correction", text: "no such type" }] },
  { "@type": "Article", about: { "@type": "Event", datePublished: "2031-04-05" } },
];

const lines = ['import type * as S from "schema-dts";'];
const pages = [""];
const used = new Set();

function declare(value, page, before = "") {
  const type = value["@graph"] ? "S.Graph" : `S.WithContext<S.${value["@type"]}>`;
  lines.push(`${before}export const d${lines.length}: ${type} = ${JSON.stringify(value)};`);
  pages.push(page);
}

function note(value) {
  if (Array.isArray(value)) value.forEach(note);
  else if (value && typeof value === "object") {
    for (const [key, inner] of Object.entries(value)) {
      used.add(key === "@type" ? inner : key);
      note(inner);
    }
  }
}

for (const folder of process.argv.slice(2)) {
  for (const entry of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html")).sort()) {
    for (const [, script] of readFileSync(join(folder, entry), "utf8").matchAll(SCRIPT)) {
      const value = JSON.parse(script);
      note(value);
      declare(value, join(folder, entry));
    }
  }
}
const found = lines.length - 1;
for (const control of CONTROLS) {
  lines.push("// @ts-expect-error");
  pages.push("a control");
  declare({ "@context": "https://schema.org", ...control }, "a control");
}

// Beside the packages, where TypeScript finds them, and never kept.
const work = join(here, "node_modules", ".dateline");
mkdirSync(work, { recursive: true });
writeFileSync(join(work, "check.ts"), lines.join("\n"));
const options = ["--noEmit", "--strict", "--module", "nodenext", "--moduleResolution", "nodenext"];
const tsc = join(here, "node_modules", "typescript", "bin", "tsc");
const ran = spawnSync(process.execPath, [tsc, ...options, join(work, "check.ts")], { encoding: "utf8" });
const complaints = (ran.stdout + ran.stderr).split("\n").filter((line) => line.trim() && !line.startsWith(" "));
for (const complaint of complaints) {
  const at = /check\.ts\((\d+),/.exec(complaint);
  console.log(`${at ? pages[at[1] - 1] : "tsc"}: ${complaint.slice(0, 400)}`);
}
console.log(`${found} scripts with these types and properties: ${[...used].sort().join(" ")}`);
process.exit(complaints.length || ran.status || !found ? 1 : 0);
