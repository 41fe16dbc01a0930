// One timeline in several languages: each page leads to itself in the others and says so to search engines, by mouse, by
// keyboard and without scripts; a language that is written from right to left is laid out so; search stays in its language.

import { after, before, test } from 'node:test';
import path from 'node:path';
import { launchChromium, newVisitor, onDisk, open, settle } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { elements } from './lib/markup.mjs';
import { resultProblems, type } from './lib/search.mjs';
import { serve } from './lib/serve.mjs';
import { arabicSite, BASE_URL, languagesSite, specimens, theCase } from './lib/sites.mjs';

let browser;
before(async () => { browser = await launchChromium(); });
after(() => browser.close());

for (const site of [theCase, languagesSite].filter(Boolean)) {
  const languages = [...new Set(site.pages.map((page) => page.language))];
  // A frame in another site has no menu, and 404.html leads to where each language begins.
  const pages = site.pages.filter((page) => page.type !== 'redirect' && page.type !== '404.html');

  test(`${site.name}: every page leads to itself in each language, and says so to search engines`, () => {
    const files = new Set(pages.map((page) => page.file));
    const missing = languages.flatMap((language) => pages.filter((page) => page.language === '' && !files.has(language + page.file)).map((page) => `there is no ${language}${page.file}`));
    none(languages.length < 2 ? [] : [...missing, ...pages.flatMap((page) => {
      const bare = page.file.slice(page.language.length);
      const found = elements(site.read(page.file));
      const resolved = (address) => path.posix.join(path.posix.dirname(page.file), address);
      const ways = found.filter(({ tag, attributes }) => tag === 'a' && attributes.hreflang && attributes.lang).map(({ attributes }) => resolved(attributes.href));
      const alternates = found.filter(({ tag, attributes }) => tag === 'link' && attributes.rel === 'alternate' && attributes.hreflang);
      const address = (language) => BASE_URL + language + bare.replace(/index\.html$/, '').split('/').map(encodeURIComponent).join('/');
      const told = alternates.map(({ attributes }) => decodeURI(attributes.href));
      const canonical = found.find(({ tag, attributes }) => tag === 'link' && attributes.rel === 'canonical')?.attributes.href;
      const originals = alternates.filter(({ attributes }) => attributes.hreflang === 'x-default').map(({ attributes }) => decodeURI(attributes.href));
      const isFrame = page.type.endsWith('embed');
      return [
        ...languages.filter((language) => !isFrame && language !== page.language && !ways.includes(language + bare)).map((language) => `does not lead to ${language}${bare}`),
        ...languages.filter((language) => canonical && !told.includes(decodeURI(address(language)))).map((language) => `says nothing of ${address(language)}`),
        ...(canonical && decodeURI(canonical) !== decodeURI(address(page.language)) ? [`says that its address is ${canonical}`] : []),
        ...(canonical && originals.join() !== decodeURI(address('')) ? [`says that the original is ${originals}`] : []),
      ].map((problem) => `${page.file}: ${problem}`);
    })], 'ways between languages');
  });

  test(`${site.name}: every page says in which language and direction it is`, () => {
    none(pages.flatMap((page) => {
      const { lang = '', dir } = elements(site.read(page.file)).find(({ tag }) => tag === 'html').attributes;
      const wanted = page.language.slice(0, -1);
      return [
        ...(wanted && lang.toLowerCase() !== wanted ? [`${page.file} says that it is in “${lang}”`] : []),
        ...(languages.length > 1 && dir !== (wanted === 'ar' ? 'rtl' : 'ltr') ? [`${page.file} is laid out ${dir}`] : []),
      ];
    }), 'languages of pages');
  });

  for (const language of languages.filter(Boolean)) {
    const event = site.pages.find((page) => page.language === language && page.type === 'events/*')?.file;
    // The test above tells of a language without events.
    if (!event) continue;
    const original = event.slice(language.length);

    for (const width of [1280, 320]) {
      test(`${site.name}: by keyboard, ${event} leads to the original and back at ${width} px`, () => onServer(site, event, { viewport: { width, height: 800 } }, async (page, server) => {
        const there = server.url(event);
        const follow = async (language) => {
          for (let pressed = 0; pressed < 40; pressed += 1) {
            await page.keyboard.press('Tab');
            const reached = await page.evaluate((folder) => {
              const link = document.activeElement;
              const box = link.getBoundingClientRect();
              const isSeen = box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight;
              return link.matches(`nav.languages a[href="${folder}"]`) && (isSeen ? 'seen' : 'hidden');
            }, language);
            if (reached === 'hidden') return ['the way has focus and cannot be seen'];
            if (reached) {
              await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
              return [];
            }
          }
          return ['no press of Tab reaches the way'];
        };
        const hrefs = (from, to) => path.posix.relative(path.posix.dirname(from), to);
        const problems = await follow(hrefs(event, original));
        if (server.file(page.url()) !== original) problems.push(`it leads to ${page.url()}`);
        problems.push(...await follow(hrefs(original, event)));
        if (page.url().replace(/index\.html$/, '') !== there.replace(/index\.html$/, '')) problems.push(`the way back leads to ${page.url()}`);
        return problems;
      }));
    }

    test(`${site.name}: from a folder on disk and without scripts, ${language} is a click away and back`, async () => {
      const { page, problems, close } = await open(browser, onDisk(site, original), { javaScriptEnabled: false });
      await page.click(`nav.languages a[lang="${language.slice(0, -1)}"]`);
      const found = page.url() === onDisk(site, event) ? [] : [`it leads to ${page.url()}`];
      await page.click('nav.languages li:first-child a');
      if (page.url() !== onDisk(site, original)) found.push(`the way back leads to ${page.url()}`);
      await close();
      none([...found, ...problems], 'between languages');
    });
  }
}

if (arabicSite) {
  for (const width of [1280, 320]) {
    test(`${arabicSite.name}: time, marks and margins run from right to left at ${width} px`, () => onServer(languagesSite, 'ar/index.html', { viewport: { width, height: 800 } }, async (page) => {
      await settle(page);
      return page.evaluate(() => {
        const left = (element) => element.getBoundingClientRect().left;
        const fall = (what, parts) => (parts.length > 1 && parts.every((part, index) => index === 0 || left(part) < left(parts[index - 1])) ? [] : [`${what}: ${parts.map(left)}`]);
        const card = document.querySelector('article.event');
        return [
          ...fall('the marks of a question', [...document.querySelectorAll('.rows li:not(.axis) svg a use')]),
          ...fall('the menu', [...document.querySelectorAll('.masthead nav:first-of-type li')].slice(0, 3)),
          ...fall('the way to the years', [...document.querySelectorAll('.to-years li')]),
          ...(card.querySelector('.mark') && left(card.querySelector('.mark')) < left(card.querySelector('h3')) + card.querySelector('h3').getBoundingClientRect().width - 40 ? ['the mark of an event stands left of its title'] : []),
          ...[...document.querySelectorAll('.axis text')].filter((label) => label.checkVisibility()).flatMap((label) => {
            const matrix = label.getScreenCTM();
            return matrix.a > 0 ? [] : [`the year ${label.textContent} is written backwards`];
          }),
        ];
      });
    }));
  }

  test(`${arabicSite.name}: quotations have its marks, and words in another language keep their direction`, () => onServer(languagesSite, 'ar/events/2031-05-11-ledger-report/index.html', {}, (page) => page.evaluate(() => {
    const quotation = document.querySelector('.quotes q');
    const title = document.querySelector('h1 bdi');
    return [
      ...(getComputedStyle(document.querySelector('.reference q')).quotes.startsWith('"«"') ? [] : ['the marks are not «»']),
      ...(quotation.lang === 'en' ? [] : ['a quotation does not say its language']),
      ...(title?.lang === 'en' && getComputedStyle(title).direction === 'ltr' ? [] : ['the title that nobody translated is no English']),
      ...(getComputedStyle(document.querySelector('.pager')).direction === 'rtl' ? [] : ['the pager is not laid out so']),
    ];
  })));

  // A query in one script, on a site in several: what stands there in its own words is found, in this language's pages.
  for (const { query, file } of [
    { query: 'ربانة', file: 'ar/events/2031-05-12-warden-denies/index.html' },
    { query: 'تراخيص', file: 'ar/claims/sold-licences/index.html' },
    { query: 'inquiry', file: 'ar/events/2032-06-01-inquiry/index.html' },
    { query: 'حداد', file: 'ar/people/salim-haddad/index.html' },
  ]) {
    test(`${arabicSite.name}: “${query}” finds ${file}`, () => onServer(languagesSite, 'ar/search/index.html', {}, async (page, server) => {
      await type(page, query);
      const found = await resultProblems(page, { query, file }, (address) => server.file(address));
      const elsewhere = await page.evaluate((root) => [...document.querySelectorAll('#results a')].map((link) => link.href).filter((href) => !href.startsWith(root)), server.url('ar/'));
      return [...found, ...elsewhere.map((href) => `a result is in another language: ${href}`)];
    }));
  }

  test(`${arabicSite.name}: one page of every type is quiet`, async () => {
    const server = await serve(languagesSite.folder);
    const visitor = await newVisitor(browser);
    const found = [];
    for (const page of specimens(arabicSite)) {
      await visitor.go(server.url(page.file));
      found.push(...visitor.problems.map((problem) => `${page.file}: ${problem}`));
    }
    await visitor.close();
    await server.close();
    none(found, 'pages that are not quiet');
  });
}

async function onServer(site, file, options, judge) {
  const server = await serve(site.folder);
  const { page, problems, close } = await open(browser, server.url(file), options);
  const found = await judge(page, server);
  await close();
  await server.close();
  none([...found, ...problems], file);
}
