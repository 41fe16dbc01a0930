// Instant filters on the timeline: by kind, person, organization and tag, combined, kept in the address,
// announced with a count.

import { after, before, test } from 'node:test';
import { launchChromium, onDisk, open } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { combinedFilters, eachFilter, filteredAddress } from './lib/filters.mjs';
import { serve } from './lib/serve.mjs';
import { bigSite, pagesOf, theCase } from './lib/sites.mjs';

let browser;
before(async () => { browser = await launchChromium(); });
after(() => browser.close());

const CHECKS = {
  'each filter shows its events alone, says how many and keeps itself in the address': eachFilter,
  'filters combine, and taking them back shows everything': combinedFilters,
  'an address with filters opens filtered, also when reloaded': filteredAddress,
};

for (const [name, check] of Object.entries(CHECKS)) {
  test(`the case: ${name}`, () => overHttp(theCase, 'index.html', check));
  test(`the case, from a folder on disk: ${name}`, () => run(onDisk(theCase, 'index.html'), check));
}

if (bigSite) {
  // Beyond some 60 events the front page is an overview; the filters then stand on the years.
  const longestYear = pagesOf(bigSite, 'year').sort((a, b) => b.size - a.size)[0]?.file;
  const filtered = ['index.html', longestYear].filter((file) => file && /id="?filters\b/.test(bigSite.read(file)));
  test('the big site: the front page or its longest year has the filters', () => none(filtered.length ? [] : ['neither has form#filters'], 'filters'));
  for (const file of filtered) test(`the big site, ${file}: each filter shows its events alone`, () => overHttp(bigSite, file, eachFilter));
}

async function overHttp(site, file, check) {
  const server = await serve(site.folder);
  try {
    await run(server.url(file), check);
  } finally {
    await server.close();
  }
}

async function run(address, check) {
  const { page, problems, close } = await open(browser, address);
  const found = await check(page, address);
  await close();
  none([...found, ...problems], 'filters');
}
