// Print: a PDF holds the events and the written-out addresses of their sources, and no navigation.

import { after, before, test } from 'node:test';
import { launchChromium, open } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { textOfPdf } from './lib/pdf.mjs';
import { serve } from './lib/serve.mjs';
import { pagesOf, theCase } from './lib/sites.mjs';

// Latin letters and digits alone: a PDF breaks lines and sets ligatures and spaces as it likes, and for other
// scripts the machine may have no font.
const bare = (text) => text.normalize('NFKC').toLowerCase().replace(/[^\p{Script=Latin}\p{N}]+/gu, '');

let browser, server;
before(async () => { browser = await launchChromium(); server = await serve(theCase.folder); });
after(() => Promise.all([browser.close(), server.close()]));

const biggestEvent = pagesOf(theCase, 'events/*').sort((a, b) => b.size - a.size)[0].file;
const printed = ['index.html', 'all/index.html', biggestEvent].filter((file) => theCase.files.has(file));

for (const file of printed) {
  test(`${file} prints its events and its sources' addresses, without navigation`, async () => {
    const { page, problems, close } = await open(browser, server.url(file));
    const wanted = await page.evaluate(wantedInPrint);
    await page.emulateMedia({ media: 'print' });
    const navigation = await page.evaluate(visibleNavigation);
    const paper = bare(await textOfPdf(await page.pdf({ format: 'A4' })));
    await close();

    const found = [...problems, ...navigation.map((label) => `navigation is printed: ${label}`)];
    found.push(...wanted.titles.filter((title) => !paper.includes(bare(title))).map((title) => `this title is not printed: ${title}`));
    found.push(...wanted.menus.filter((menu) => paper.includes(bare(menu))).map((menu) => `this menu is printed: ${menu}`));
    // The front page may leave the addresses to `/all/`; the others must write some out, whole.
    if (file !== 'index.html' || !theCase.files.has('all/index.html')) {
      const written = wanted.sources.filter((address) => paper.includes(bare(address)));
      if (written.length === 0) found.push(`no source's address is written out; ${wanted.sources.length} are linked`);
    }
    none(found, 'in print');
  });
}

function wantedInPrint() {
  const text = (element) => element.textContent.replace(/\s+/g, ' ').trim();
  const titles = [...document.querySelectorAll('main h1, article.event h2, article.event h3, article.event h4')].map(text);
  const menus = [...document.querySelectorAll('nav')].map((nav) => [...nav.querySelectorAll('a')].map(text).join(' ')).filter((menu) => menu.includes(' '));
  const sources = [...document.querySelectorAll('main a[href^="http"]')].map((link) => link.href.split('#')[0].replace(/^https?:\/\//, ''));
  return { titles, menus, sources };
}

function visibleNavigation() {
  return [...document.querySelectorAll('nav, [role=navigation], #filters, [role=search], a[href="#main"], a[href="#content"], button')]
    .filter((part) => part.checkVisibility({ visibilityProperty: true }) && part.getBoundingClientRect().width > 1)
    .map((part) => part.outerHTML.slice(0, 100));
}
