// Full-text search: finds events, sources, people and claims in any script, shows why, weighs little.

import { after, before, test } from 'node:test';
import zlib from 'node:zlib';
import { launchChromium, onDisk, open } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { hostileProblems, nothingFoundProblems, resultProblems, searchedFor, type, wordsToFind } from './lib/search.mjs';
import { serve } from './lib/serve.mjs';
import { sites } from './lib/sites.mjs';

const BEFORE_FIRST_RESULT = 100 * 1024;

let browser;
before(async () => { browser = await launchChromium(); });
after(() => browser.close());

for (const site of sites) {
  for (const wanted of wordsToFind(site)) {
    test(`${site.name}: "${wanted.query}" finds ${wanted.file}`, () => searching(site, async ({ page, server }) => {
      await type(page, wanted.query);
      return resultProblems(page, wanted, (address) => server.file(address));
    }));
  }

  test(`${site.name}: an address with a query opens with its results`, () => searching(site, async ({ page, server }) => {
    const wanted = wordsToFind(site)[0];
    await page.goto(`${server.url('search/index.html')}?q=${encodeURIComponent(wanted.query)}`);
    return [...await searchedFor(page, wanted.query), ...await resultProblems(page, wanted, (address) => server.file(address))];
  }));

  test(`${site.name}: a search that finds nothing says so`, () => searching(site, ({ page }) => nothingFoundProblems(page)));
  test(`${site.name}: a word that stands everywhere is not said to stand nowhere`, async (t) => {
    await searching(site, async ({ page }) => {
      const { common } = JSON.parse(site.read('search/index/manifest.json'));
      if (common.length === 0) {
        t.diagnostic('no word of this site stands everywhere');
        return [];
      }
      await type(page, common[0]);
      const said = await page.locator('main [role=status]').textContent();
      return said.includes('nearly everywhere') ? [] : [said];
    });
  });
  // Cut at its beginning, "Whether he sold licences" is an assertion.
  test(`${site.name}: a title is shown whole, however late the word stands in it`, (t) => searching(site, async ({ page }) => {
    const { documents, chunk } = JSON.parse(site.read('search/index/manifest.json'));
    const files = [...Array(Math.ceil(documents / chunk)).keys()].map((number) => site.read(`search/index/texts-${number}.json`));
    const titles = files.flatMap((file) => JSON.parse(file).map((record) => record.title));
    const late = titles.flatMap((title) => title.match(/\p{L}{5,}/gu)?.filter((word) => title.indexOf(word) > 90) ?? [])[0];
    if (!late) {
      t.diagnostic('no title of this site is long enough');
      return [];
    }
    await type(page, late);
    const shown = await page.locator('#results li h2').allTextContents();
    return shown.length === 0 ? [`"${late}" finds nothing`] : shown.filter((title) => !titles.includes(title));
  }));
  test(`${site.name}: markup in a query stays text`, () => searching(site, ({ page }) => hostileProblems(page)));

  test(`${site.name}: under 100 KiB are sent before the first result`, async (t) => {
    await searching(site, async ({ page, responses }) => {
      await type(page, wordsToFind(site)[0].query);
      const weights = await Promise.all(responses.map(async (response) => zlib.gzipSync(await response.body()).length));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      t.diagnostic(`search on ${site.name}: ${total} bytes in ${weights.length} files before the first result`);
      return total < BEFORE_FIRST_RESULT ? [] : [`${total} bytes`];
    });
  });

  test(`${site.name}: from a folder on disk, search works or leads to the lists`, async () => {
    const { page, problems, close } = await open(browser, onDisk(site, 'search/index.html'));
    const wanted = wordsToFind(site)[0];
    if (await page.locator('input[type=search][name=q]').filter({ visible: true }).isEnabled().catch(() => false)) await type(page, wanted.query).catch(() => {});
    await page.waitForSelector('#results li', { timeout: 1500 }).catch(() => {});
    const state = await page.evaluate(() => ({
      results: document.querySelectorAll('#results li').length,
      lists: [...document.querySelectorAll('main a[href]')].filter((link) => link.checkVisibility()).length,
      said: document.querySelector('main [role=status]').textContent,
    }));
    await close();
    const leads = state.results || (state.lists && state.said);
    none([...problems, ...(leads ? [] : ['no result, and no word of why and no link to a list'])], 'search from a folder on disk');
  });
}

async function searching(site, check) {
  const server = await serve(site.folder);
  try {
    const { page, problems, responses, close } = await open(browser, server.url('search/index.html'));
    const found = await check({ page, server, responses });
    await close();
    none([...found, ...problems], 'search');
  } finally {
    await server.close();
  }
}
