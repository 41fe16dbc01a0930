// Long lists have parts, and what leads to each.

import { after, before, test } from 'node:test';
import { launchChromium, open } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { serve } from './lib/serve.mjs';
import { crowdedSite, sites } from './lib/sites.mjs';

let browser;
before(async () => { browser = await launchChromium(); });
after(() => browser.close());

for (const site of sites) {
  test(`${site.name}: no page of a list has more than some hundred events, but the whole timeline`, () => {
    none(site.pages.filter((page) => page.type !== 'all').map((page) => [page.file, site.read(page.file).split('<article class="event"').length - 1])
      .filter(([, count]) => count > 120).map((entry) => entry.join(' ')), 'long pages');
  });
}

if (crowdedSite) {
  const year = '1990/index.html';

  test(`${crowdedSite.name}: the jump list of a year leads to each of its parts, and their numbers add up`, () => onServer(year, async (page, address) => {
    const problems = [];
    const jumps = await page.evaluate(() => [...document.querySelectorAll('.jumps li')].map((jump) => ({
      href: jump.querySelector('a').href, label: jump.querySelector('a').textContent, count: Number.parseInt(jump.querySelector('.count').textContent, 10),
    })));
    if (jumps.length < 12) problems.push(`only ${jumps.length} parts`);
    let shown = 0;
    for (const jump of jumps) {
      await page.goto(jump.href);
      const heading = await page.evaluate(() => document.getElementById(location.hash.slice(1))?.querySelector('h2')?.textContent.trim());
      if (heading !== jump.label) problems.push(`“${jump.label}” leads to “${heading}”`);
      shown += jump.count;
    }
    await page.goto(address);
    const all = await page.evaluate(() => Number.parseInt(document.querySelector('.head .byline').textContent, 10));
    if (shown !== all) problems.push(`the parts count ${shown} of ${all} events`);
    return problems;
  }));

  test(`${crowdedSite.name}: an address with a filter opens filtered`, () => onServer(year, async (page) => {
    await page.waitForFunction(() => /\d+ of \d+/.test(document.querySelector('#filters [role=status]')?.textContent ?? ''));
    const kinds = await page.evaluate(() => [...new Set([...document.querySelectorAll('article.event')].filter((event) => event.checkVisibility()).map((event) => event.dataset.kind))]);
    return kinds.join() === 'arrest' ? [] : [`it shows ${kinds.join(', ') || 'nothing'}`];
  }, '?kind=arrest'));
}

async function onServer(file, judge, query = '') {
  const server = await serve(crowdedSite.folder);
  const address = server.url(file) + query;
  const { page, problems, close } = await open(browser, address);
  const found = await judge(page, address);
  await close();
  await server.close();
  none([...found, ...problems], file);
}
