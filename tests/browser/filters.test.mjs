// Instant filters on the timeline: by kind, person, organization and tag, combined, kept in the address,
// announced with a count.

import { after, before, test } from 'node:test';
import { launchChromium, onDisk, open } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { combinedFilters, eachFilter, filteredAddress, wholeList } from './lib/filters.mjs';
import { serve } from './lib/serve.mjs';
import { bigSite, crowdedSite, pagesOf, theCase } from './lib/sites.mjs';

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

// Lists that take several pages, and the filter that each is itself about.
const LONG = [
  ...(crowdedSite ? [[crowdedSite, 'year/2', undefined]] : []),
  ...(bigSite ? [[bigSite, 'kinds/*/2', 'kind'], [bigSite, 'tags/*/2', 'tag'], [bigSite, 'organizations/*/2', 'organization'], [bigSite, 'places/*/2', undefined]] : []),
];
for (const [site, type, own] of LONG) {
  const second = pagesOf(site, type).sort((a, b) => b.size - a.size)[0]?.file;
  const file = second?.replace('2/index.html', 'index.html');

  test(`${site.name}, ${file}: a filter works on the whole list, and its index is loaded when it is first used`, async () => {
    const server = await serve(site.folder);
    const visitor = await open(browser, server.url(file));
    const found = await wholeList(visitor, { site, file, own, address: server.url });
    await visitor.close();
    await server.close();
    none([...found, ...visitor.problems], file);
  });

  test(`${site.name}, ${file}: from a folder on disk and without JavaScript there is no filter`, async () => {
    for (const options of [{}, { javaScriptEnabled: false }]) {
      const { page, problems, close } = await open(browser, onDisk(site, file), options);
      const found = await page.isVisible('#filters') ? ['a filter is shown that can\'t work'] : [];
      const pages = await page.locator('main nav .years a[aria-current=page]').count() ? [] : ['its pages do not stand there'];
      await close();
      none([...found, ...pages, ...problems], file);
    }
  });
}

test('the case: no list takes several pages, and none has an index', () => none([...theCase.files].filter((file) => file.endsWith('filters.json')), 'indexes'));

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
