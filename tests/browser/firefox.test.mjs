// Firefox too: the same pages, quiet, whole without scripts, by keyboard, with filters and search.
// Stock Firefox is driven over WebDriver BiDi, which cannot print or tell of every request; Chromium's suites do.

import { after, before, test } from 'node:test';
import { launchFirefox, newVisitor, onDisk, open, settle } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { combinedFilters, eachFilter, filteredAddress } from './lib/filters.mjs';
import { skipLinkProblems } from './lib/keyboard.mjs';
import { missingText, openFirstEvent } from './lib/scripts-off.mjs';
import { resultProblems, type, wordsToFind } from './lib/search.mjs';
import { serve } from './lib/serve.mjs';
import { specimens, theCase } from './lib/sites.mjs';

// What this browser's driver cannot emulate is left to the browser.
const PLAIN = { colorScheme: null, reducedMotion: null, forcedColors: null, contrast: null };

let browser, server;
before(async () => { browser = await launchFirefox(); server = await serve(theCase.folder); });
after(() => Promise.all([browser.close(), server.close()]));

test('one page of every type is quiet and fits 320 px', () =>
  onEachType({ viewport: { width: 320, height: 800 } }, async (page) => {
    await settle(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    return width > 320 ? [`the page is ${width} px wide`] : [];
  }));

test('one page of every type shows its content without scripts', () =>
  onEachType({ javaScriptEnabled: false }, (page) => page.evaluate(missingText)));

test('from a folder on disk and without scripts, a click on an event opens it', async () => {
  const { page, close } = await open(browser, onDisk(theCase, 'index.html'), { ...PLAIN, javaScriptEnabled: false });
  const found = await openFirstEvent(page);
  await close();
  none(found, 'in Firefox');
});

test('the skip link comes first', () => on('index.html', skipLinkProblems));
test('each filter shows its events alone', () => on('index.html', eachFilter));
test('from a folder on disk, each filter shows its events alone', () => at(onDisk(theCase, 'index.html'), eachFilter));
test('filters combine', () => on('index.html', combinedFilters));
test('an address with filters opens filtered', () => on('index.html', filteredAddress));
test('search finds an event', () => on('search/index.html', async (page) => {
  const wanted = wordsToFind(theCase)[0];
  await type(page, wanted.query);
  return resultProblems(page, wanted, (address) => server.file(address));
}));

function on(file, check) {
  return at(server.url(file), check);
}

async function at(address, check) {
  const { page, problems, close } = await open(browser, address, PLAIN);
  const found = await check(page, address);
  await close();
  none([...found, ...problems], 'in Firefox');
}

async function onEachType(options, judge) {
  const { page, problems, go, close } = await newVisitor(browser, { ...PLAIN, ...options });
  const found = [];
  for (const specimen of specimens(theCase)) {
    await go(server.url(specimen.file));
    found.push(...[...await judge(page), ...problems].map((problem) => `${specimen.file}: ${problem}`));
  }
  await close();
  none(found, 'in Firefox');
}
