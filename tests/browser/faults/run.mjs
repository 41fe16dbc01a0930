// Does every check really fail? Puts one fault after the other into a small site made by hand, and runs the
// test that should notice: `npm run faults`, after a change to a suite. It takes some minutes.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FAULTS } from './faults.mjs';
import { writeSample } from './sample.mjs';

const here = path.dirname(import.meta.dirname);
const only = process.argv[2];
let unnoticed = 0;
let noticed = 0;

for (const fault of FAULTS.filter((one) => !only || one.name.includes(only))) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dateline-fault-'));
  writeSample(folder);
  fault.make({
    replace: (file, from, to) => {
      const before = fs.readFileSync(path.join(folder, file), 'utf8');
      const after = from instanceof RegExp ? before.replace(from, to) : before.replaceAll(from, to);
      if (after === before) throw new Error(`${fault.name}: nothing to replace in ${file}`);
      fs.writeFileSync(path.join(folder, file), after);
    },
    append: (file, text) => fs.appendFileSync(path.join(folder, file), text),
    write: (file, text) => { fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true }); fs.writeFileSync(path.join(folder, file), text); },
    remove: (file) => fs.rmSync(path.join(folder, file), { recursive: true }),
  });
  const env = { ...process.env, SITE_DIR: folder, BIG_SITE_DIR: 'none' };
  const run = spawnSync(process.execPath, ['--test', '--test-reporter=spec', `--test-name-pattern=${fault.test}`, `${fault.suite}.test.mjs`], { cwd: here, env, encoding: 'utf8' });
  const seen = run.status !== 0 && run.stdout.includes(fault.says);
  if (seen) noticed += 1; else unnoticed += 1;
  console.log(`${seen ? 'noticed  ' : 'UNNOTICED'} ${fault.suite}: ${fault.name}`);
  if (!seen) console.log(run.stdout.slice(0, 3000), run.stderr.slice(0, 1000));
  fs.rmSync(folder, { recursive: true });
}
console.log(`${noticed} faults noticed, ${unnoticed} not`);
process.exitCode = unnoticed ? 1 : 0;
