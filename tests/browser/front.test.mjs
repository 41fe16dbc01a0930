// The front page says where it stands: first what is alleged, what is answered and what was found, then how it went.

import { after, before, test } from 'node:test';
import { launchChromium, onDisk, open, settle } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { bigSite, plainSite, sites, theCase } from './lib/sites.mjs';

/** Words of the case's front page, everything opened, without scripts. */
const WORDS = 2600;
/** Where the case's first event begins on a phone, in pixels from the top. */
const FIRST_EVENT = 2400;
const SCREENS = [{ width: 1280, height: 800 }, { width: 390, height: 844 }];

let browser;
before(async () => { browser = await launchChromium(); });
after(() => browser.close());

const withClaims = [theCase, bigSite].filter(Boolean);

for (const viewport of SCREENS) {
  test(`the case: the first screen of ${viewport.width} px says who is accused of what, what he answers and what was found`, () => on(theCase, { viewport }, (page) => page.evaluate(() => {
    const inView = (element) => element.getBoundingClientRect().bottom <= innerHeight;
    const leading = document.querySelector('.standing .claim');
    const [statement, status] = [leading?.querySelector('h3'), leading?.querySelector('.status')];
    if (!statement || !status) return ['no leading claim with its statement and its status'];
    const problems = [statement, status].filter((part) => !inView(part)).map((part) => `this stands below the first screen: ${part.textContent}`);
    const size = (element) => getComputedStyle(element).fontSize;
    if (size(statement) !== size(status)) problems.push(`the allegation is set in ${size(statement)}, its status in ${size(status)}`);
    return problems;
  })));
}

// What is before it is worth reading, but the timeline is what the page is for.
test(`the case: on a phone the first event begins within ${FIRST_EVENT} px`, () => on(theCase, { viewport: { width: 390, height: 844 } }, (page) => page.evaluate((most) => {
  const top = Math.round(document.querySelector('article.event').getBoundingClientRect().top + scrollY);
  return top <= most ? [] : [`it begins at ${top} px`];
}, FIRST_EVENT)));

for (const site of sites) for (const viewport of SCREENS) {
  test(`${site.name}: a link on the first screen of ${viewport.width} px leads to the timeline`, () => on(site, { viewport, reducedMotion: 'reduce' }, async (page) => {
    const link = page.locator('.intro a[href^="#"]');
    if (await link.count() !== 1) return [`${await link.count()} links`];
    const box = await link.boundingBox();
    if (box.y + box.height > viewport.height || box.height < 24) return [`it stands at ${box.y} px, ${box.height} px high`];
    await link.click();
    const top = await page.evaluate(() => document.querySelector('article.event').closest('.timeline, section').getBoundingClientRect().top);
    return top >= 0 && top < viewport.height * 0.6 ? [] : [`then the first event's list stands at ${top} px`];
  }));
}

for (const { file } of theCase.pages.filter((page) => page.type === 'timeline')) {
  test(`the case, ${file}: no question's label breaks at 1280 px, and opening one moves nothing sideways`, () => on(theCase, { file }, (page) => page.evaluate(() => {
    const picture = () => Math.round(document.querySelector('.questions .rows svg').getBoundingClientRect().left);
    const broken = [...document.querySelectorAll('.questions summary')].filter((label) => label.getBoundingClientRect().height > 30).map((label) => `it breaks: ${label.textContent}`);
    const before = picture();
    document.querySelector('.questions details').open = true;
    return before === picture() ? broken : [...broken, `the picture moves from ${before} to ${picture()} px`];
  })));
}

for (const site of withClaims) {
  test(`${site.name}: the parts come in their order, with few turning points`, () => on(site, {}, (page) => page.evaluate(() => {
    const parts = [...document.querySelectorAll('.overview > section')].map((part) => part.className);
    const wanted = ['standing', 'turning', 'questions'];
    const order = wanted.map((part) => parts.indexOf(part));
    const points = document.querySelectorAll('.turning li');
    return [
      ...(order.includes(-1) || order.some((at, index) => index > 0 && at < order[index - 1]) ? [`the parts are ${parts.join(', ')}`] : []),
      ...(points.length === 0 || points.length > 6 ? [`${points.length} turning points`] : []),
      ...[...points].filter((point) => !point.querySelector('time, .date') || !point.querySelector('a')).map((point) => `no date or no link: ${point.textContent}`),
      ...[...document.querySelectorAll('.others li')].filter((other) => !other.querySelector('a')).map((other) => `no link: ${other.textContent}`),
    ];
  })));

  for (const width of [1280, 640, 390, 320]) {
    test(`${site.name}: each mark stands at its place at ${width} px, and covers no other`, () => on(site, { viewport: { width, height: 800 } }, async (page) =>
      [...await page.evaluate(misplaced), ...await page.evaluate(covered)]));
  }

  test(`${site.name}: each lane says the same in words as in marks`, () => on(site, {}, (page) => page.evaluate(() => [...document.querySelectorAll('.questions .rows li:not(.axis)')].flatMap((lane) => {
    const marks = [...lane.querySelectorAll('svg a')].map((mark) => `${mark.querySelector('use').getAttribute('class')} ${mark.getAttribute('href')}`);
    const words = [...lane.querySelectorAll('details a')].map((word) => `${word.textContent} ${word.getAttribute('href')}`);
    return JSON.stringify(marks) === JSON.stringify(words) && marks.length > 0 ? [] : [`marks: ${marks.join('; ')}\n  words: ${words.join('; ')}`];
  }))));
}

test(`the case: at most ${WORDS} words`, async () => {
  const { page, close } = await open(browser, onDisk(theCase, 'index.html'), { javaScriptEnabled: false });
  const words = await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    return document.body.innerText.trim().split(/\s+/).length;
  });
  await close();
  none(words <= WORDS ? [] : [`${words} words`], 'words');
});

if (plainSite) {
  test(`${plainSite.name}: it begins with its events over time and its people`, () => on(plainSite, {}, (page) => page.evaluate(() => {
    const parts = [...document.querySelectorAll('.overview > section')].map((part) => part.className);
    const top = (name) => document.querySelector(`.${name}`)?.getBoundingClientRect().top;
    return [
      ...(parts.join() === 'chart,cast' ? [] : [`the parts are ${parts.join(', ')}`]),
      ...(top('chart') === top('cast') ? [] : ['on a wide screen the people do not stand beside the chart']),
    ];
  })));
}

if (bigSite) {
  test(`${bigSite.name}: the chart's numbers add up to its events`, () => on(bigSite, {}, (page) => page.evaluate(() => {
    const number = (text) => Number(text.replace(/\D/g, ''));
    const sum = (selector) => [...document.querySelectorAll(selector)].reduce((total, count) => total + number(count.textContent), 0);
    const all = number(document.querySelector('.intro .byline').textContent.split(' ')[0]);
    const [lanes, years] = [sum('.chart .lane .count'), sum('.chart nav .count')];
    return [
      ...(lanes === all ? [] : [`the lanes count ${lanes} of ${all} events`]),
      ...(years === all ? [] : [`the years count ${years} of ${all} events`]),
    ];
  })));
}

async function on(site, { file = 'index.html', ...options }, judge) {
  const { page, problems, close } = await open(browser, onDisk(site, file), options);
  await settle(page);
  const found = await judge(page);
  await close();
  none([...found, ...problems], 'the front page');
}

/** Marks whose middles are not where their lane says, in percent of its width. */
function misplaced() {
  return [...document.querySelectorAll('.rows li > svg use')].flatMap((mark) => {
    const lane = mark.ownerSVGElement.getBoundingClientRect();
    const box = mark.getBoundingClientRect();
    const wanted = lane.left + lane.width * Number.parseFloat(mark.getAttribute('x')) / 100;
    const found = (box.left + box.right) / 2;
    return Math.abs(found - wanted) > 2 ? [`a mark at ${mark.getAttribute('x')} stands ${(found - wanted).toFixed(1)} px beside its place`] : [];
  });
}

/** Marks of one lane whose middles are nearer than a mark is wide. */
function covered() {
  return [...document.querySelectorAll('.rows li')].flatMap((lane) => {
    const boxes = [...lane.querySelectorAll('svg use')].map((mark) => mark.getBoundingClientRect());
    return boxes.flatMap((box, index) => {
      const before = boxes[index - 1];
      const overlap = before ? before.right - box.left : 0;
      return overlap > box.width * 0.25 ? [`${lane.textContent.trim().slice(0, 30)}: mark ${index + 1} covers ${overlap.toFixed(1)} px of the one before`] : [];
    });
  });
}
