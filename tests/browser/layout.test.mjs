// The page holds still and fits: no sideways scroll down to 320 px (and so at 200 and 400 % zoom), nothing
// shifts while it loads, nothing moves for those who asked for less motion.

import { after, before, test } from 'node:test';
import { launchChromium, newVisitor, settle } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { serve } from './lib/serve.mjs';
import { arabicSite, sites, specimens } from './lib/sites.mjs';

const WIDTHS = [1280, 900, 640, 320];

let browser;
before(async () => { browser = await launchChromium(); });
after(() => browser.close());

for (const site of [...sites, arabicSite].filter(Boolean)) {
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

  test(`${site.name}: no label of the chart and no date runs into anything`, () => onEachType(site, {}, async (page) => {
    const found = [];
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await settle(page);
      found.push(...(await page.evaluate(collisions)).map((collision) => `${width} px: ${collision}`));
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

/** Years of the chart that overlap, and events whose date reaches their mark on the line of time. */
function collisions() {
  const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const box = (element) => element.getBoundingClientRect();
  const labels = [...document.querySelectorAll('.axis text')].filter((label) => label.checkVisibility());
  const years = labels.filter((label, index) => index > 0 && overlap(box(labels[index - 1]), box(label)));
  const words = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()];
  };
  const dates = [...document.querySelectorAll('article.event')].slice(0, 300).filter((event) => {
    const [mark, date] = [event.querySelector('.mark'), event.querySelector('.dateline')];
    return mark && date && words(date).some((rect) => overlap(box(mark), rect));
  });
  return [
    ...years.map((label) => `the year ${label.textContent} overlaps the one before`),
    ...dates.map((event) => `the date of ${event.id} overlaps its mark`),
  ];
}

function layoutShifts() {
  return new Promise((done) => {
    const shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
    // A page that arrives in pieces may wrap the last entry of a list anew: nobody sees that, and 0.1 is good by Core Web Vitals.
    setTimeout(() => done(shifts.filter((entry) => !entry.hadRecentInput && entry.value >= 0.005).map((entry) =>
      `${entry.value.toFixed(4)} by ${entry.sources.map((source) => source.node?.outerHTML?.slice(0, 80) ?? source.node?.textContent?.slice(0, 40) ?? 'a removed element').join(', ')}`)), 60);
  });
}
