// The page holds still and fits: no sideways scroll down to 320 px (and so at 200 and 400 % zoom), nothing
// shifts while it loads, nothing moves for those who asked for less motion.

import { after, before, test } from 'node:test';
import { launchChromium, newVisitor, settle } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { serve } from './lib/serve.mjs';
import { sites, specimens } from './lib/sites.mjs';

const WIDTHS = [1280, 640, 320];

let browser;
before(async () => { browser = await launchChromium(); });
after(() => browser.close());

for (const site of sites) {
  test(`${site.name}: no page type scrolls sideways`, () => onEachType(site, {}, async (page) => {
    const found = [];
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await settle(page);
      const overflow = await page.evaluate(widest);
      if (overflow) found.push(`${width} px: the page is ${overflow.width} px wide, because of ${overflow.culprit}`);
    }
    return found;
  }));

  for (const width of [1280, 320]) {
    test(`${site.name}: nothing shifts while a page loads and is scrolled at ${width} px`, () => onEachType(site, { viewport: { width, height: 800 } }, async (page) => {
      await page.evaluate(scrollDown);
      return (await page.evaluate(layoutShifts)).map((shift) => `shift of ${shift}`);
    }));
  }

  test(`${site.name}: nothing moves for those who prefer less motion`, () => onEachType(site, { reducedMotion: 'reduce' }, (page) => page.evaluate(() => [
    ...document.getAnimations().map((animation) => `animation ${animation.animationName ?? animation.transitionProperty ?? ''}`),
    ...(getComputedStyle(document.documentElement).scrollBehavior === 'smooth' ? ['smooth scrolling'] : []),
  ])));
}

async function onEachType(site, options, judge) {
  const server = await serve(site.folder);
  const { page, go, close } = await newVisitor(browser, options);
  const found = [];
  for (const specimen of specimens(site)) {
    await go(server.url(specimen.file));
    found.push(...(await judge(page)).map((problem) => `${specimen.file}: ${problem}`));
  }
  await close();
  await server.close();
  none(found, 'the layout does not hold');
}

async function scrollDown() {
  for (let y = 0; y <= Math.min(document.documentElement.scrollHeight, 8000); y += 700) {
    window.scrollTo(0, y);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
}

function widest() {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return undefined;
  const beyond = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > root.clientWidth + 0.5);
  const culprit = beyond.at(-1);
  return { width: root.scrollWidth, culprit: culprit ? culprit.outerHTML.slice(0, 120) : 'an unknown element' };
}

function layoutShifts() {
  return new Promise((done) => {
    const shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done(shifts.filter((entry) => !entry.hadRecentInput).map((entry) =>
      `${entry.value.toFixed(4)} by ${entry.sources.map((source) => source.node?.outerHTML?.slice(0, 80) ?? source.node?.textContent?.slice(0, 40) ?? 'a removed element').join(', ')}`)), 60);
  });
}
