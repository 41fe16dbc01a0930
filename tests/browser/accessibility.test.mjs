// axe-core on one page of every type, light and dark, wide and narrow: WCAG 2.2 AA and axe's best practices.

import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { launchChromium, newVisitor, settle } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { serve } from './lib/serve.mjs';
import { arabicSite, bigSite, specimens, theCase } from './lib/sites.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const EVERY_LOOK = [['light', 1280], ['dark', 1280], ['light', 320], ['dark', 320]];
// The big site and a further language have the case's templates; what they add is length and other words.
const TWO_LOOKS = [['light', 1280], ['dark', 320]];

let browser;
before(async () => { browser = await launchChromium(); });
after(() => browser.close());

test('the case: axe finds nothing on any page type', () => check(theCase, specimens(theCase).filter((page) => page.language === ''), EVERY_LOOK));
test('the case in its other languages: axe finds nothing on any page type', () => check(theCase, specimens(theCase).filter((page) => page.language !== ''), TWO_LOOKS));
if (arabicSite) test(`${arabicSite.name}: axe finds nothing on any page type`, () => check(arabicSite, specimens(arabicSite), TWO_LOOKS));
// `/all/` repeats the timeline's markup two thousand times, and axe compares everything with everything.
if (bigSite) test('the big site: axe finds nothing on any page type', () => check(bigSite, specimens(bigSite).filter((page) => page.type !== 'all'), TWO_LOOKS));

async function check(site, pages, looks) {
  const server = await serve(site.folder);
  const found = [];
  const { page, problems, go, close } = await newVisitor(browser, { reducedMotion: 'reduce' });
  for (const specimen of pages) {
    await go(server.url(specimen.file));
    // Evaluated and not added as a script element, so that the page's own security policy stays in force.
    await page.evaluate(axe.source);
    for (const [colorScheme, width] of looks) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      await settle(page);
      found.push(...(await violations(page)).map((violation) => `${specimen.file} (${colorScheme}, ${width} px): ${violation}`));
    }
    found.push(...problems.map((problem) => `${specimen.file}: ${problem}`));
  }
  await close();
  await server.close();
  none(found, 'accessibility violations');
}

async function violations(page) {
  const report = await page.evaluate((tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }), TAGS);
  return report.violations.flatMap((violation) => violation.nodes.slice(0, 3).map((node) =>
    `${violation.id}: ${violation.help}; ${node.target.join(' ')}; ${node.any.concat(node.all, node.none).map((check) => check.message).join('; ')}`));
}
