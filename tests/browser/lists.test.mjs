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

  test(`${crowdedSite.name}: a filter works on the whole year, and its index is loaded when it is first used`, () => onServer(year, async (page, address, responses) => {
    const problems = [];
    const fetched = () => responses.filter((response) => /filters\.json|\/\d+\/index\.html/.test(response.url()) && response.url() !== address).length;
    if (fetched()) problems.push('the index was loaded before anybody filtered');
    await page.focus('#f-kind');
    await page.waitForFunction(() => document.querySelector('#f-kind').options.length > 1);
    const value = await page.evaluate(() => document.querySelector('#f-kind').options[1].value);
    await page.selectOption('#f-kind', value);
    await page.waitForFunction(() => /\d+ of \d+/.test(document.querySelector('#filters [role=status]').textContent));
    const index = await page.evaluate(async () => (await fetch(document.querySelector('#filters').dataset.index)).json());
    const wanted = index.events.filter((event) => event.kind === value).map((event) => event.id);
    const shown = await page.evaluate(() => [...document.querySelectorAll('article.event')].filter((event) => event.checkVisibility()).map((event) => event.id));
    if (JSON.stringify(shown) !== JSON.stringify(wanted)) problems.push(`${shown.length} events are shown, not the ${wanted.length} of that kind`);
    const said = await page.textContent('#filters [role=status]');
    if (!said.startsWith(`${wanted.length} of ${index.events.length} `)) problems.push(`it says “${said}” of ${wanted.length} of ${index.events.length}`);
    const dead = await page.evaluate(async () => {
      const links = [...document.querySelectorAll('#filters + ol a')].map((link) => link.href.split('#')[0]);
      const answers = await Promise.all([...new Set(links)].slice(0, 60).map(async (link) => [link, (await fetch(link)).ok]));
      return answers.filter(([, ok]) => !ok).map(([link]) => link);
    });
    problems.push(...dead.map((link) => `a card taken from another page leads nowhere: ${link}`));
    await page.click('#filters [type=reset]');
    await page.waitForFunction(() => !/ of /.test(document.querySelector('#filters [role=status]').textContent));
    if (!await page.isVisible('.stretch')) problems.push('without a filter the list does not come back');
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
  const { page, problems, responses, close } = await open(browser, address);
  const found = await judge(page, address, responses);
  await close();
  await server.close();
  none([...found, ...problems], file);
}
