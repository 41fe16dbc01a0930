// Valid HTML: the Nu checker on every page of the case, and html-validate's accessibility rules.
// Of the big site a sample of every type, for its pages differ only in their number.

import { test } from 'node:test';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { none } from './lib/expect.mjs';
import { arabicSite, sample, sites, theCase } from './lib/sites.mjs';

const vnu = createRequire(import.meta.url)('vnu-jar');

const RULES = {
  root: true,
  extends: ['html-validate:a11y'],
  rules: {
    'heading-level': 'error',
    'no-dup-id': 'error',
    'no-dup-attr': 'error',
    'no-implicit-button-type': 'error',
    'unique-landmark': 'error',
    'valid-id': ['error', { relaxed: true }],
    // Filters and search act at once: there is nothing to submit.
    'wcag/h32': 'off',
  },
};

for (const site of [...sites, arabicSite].filter(Boolean)) {
  const pages = site === theCase ? site.pages : sample(site, 20);

  test(`${site.name}: ${pages.length} pages pass the Nu HTML checker`, () => {
    none(nuErrors(site, pages), 'the Nu HTML checker finds errors');
  });

  test(`${site.name}: ${pages.length} pages follow html-validate's accessibility rules`, () => {
    const validator = new HtmlValidate(new StaticConfigLoader(RULES));
    const problems = pages.filter((page) => page.type !== 'redirect').flatMap((page) =>
      validator.validateStringSync(site.read(page.file), page.file).results.flatMap((result) =>
        result.messages.map((m) => `${page.file}:${m.line}:${m.column} ${m.ruleId}: ${m.message}`)));
    none(problems, 'html-validate finds errors');
  });
}

function nuErrors(site, pages) {
  // Its parser is recursive: with Java's usual stack it dies on long pages.
  const report = execFileSync('java', ['-Xss8m', '-jar', vnu, '--exit-zero-always', '--errors-only', '--stdout', '--format', 'json', ...pages.map((page) => path.join(site.folder, page.file))],
    { encoding: 'utf8', maxBuffer: 1 << 28 });
  return JSON.parse(report).messages.map((m) => `${path.relative(site.folder, decodeURI((m.url ?? '').replace(/^file:/, '')))}:${m.lastLine}:${m.lastColumn} ${m.message}`);
}
