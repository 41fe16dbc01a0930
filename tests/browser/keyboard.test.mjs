// The keyboard path: a skip link first, then every control once and in view, its focus visible, and out again.

import { after, before, test } from 'node:test';
import { launchChromium, newVisitor, open } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { skipLinkProblems, tabThrough, smallTargets } from './lib/keyboard.mjs';
import { serve } from './lib/serve.mjs';
import { pagesOf, specimens, theCase } from './lib/sites.mjs';

let browser, server;
before(async () => { browser = await launchChromium(); server = await serve(theCase.folder); });
after(() => Promise.all([browser.close(), server.close()]));

const walked = ['index.html', 'search/index.html', pagesOf(theCase, 'events/*')[0]?.file].filter((file) => theCase.files.has(file));

for (const file of walked) {
  for (const width of [1280, 320]) {
    test(`${file} at ${width} px: every tab stop is reached once, seen and left`, async () => {
      const { page, close } = await open(browser, server.url(file), { viewport: { width, height: 800 }, reducedMotion: 'reduce' });
      const problems = await tabThrough(page);
      await close();
      none(problems, 'the keyboard path');
    });
  }
}

test('one page of every type: the skip link comes first and leads to the content', () =>
  onEachType(specimens(theCase).filter((page) => !page.type.endsWith('embed')), { reducedMotion: 'reduce' }, skipLinkProblems));

test('one page of every type: buttons and fields are at least 24 px high and wide', () =>
  onEachType(specimens(theCase), { viewport: { width: 320, height: 800 } }, (page) => page.evaluate(smallTargets)));

async function onEachType(pages, options, judge) {
  const { page, go, close } = await newVisitor(browser, options);
  const found = [];
  for (const specimen of pages) {
    await go(server.url(specimen.file));
    found.push(...(await judge(page)).map((problem) => `${specimen.file}: ${problem}`));
  }
  await close();
  none(found, 'by keyboard');
}
