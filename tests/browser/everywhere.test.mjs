// Every page of the case in a real browser, under a sub-path and from a folder on disk: no console message,
// no script error, no request that fails or leaves the site.

import { after, before, test } from 'node:test';
import { launchChromium, newVisitor, onDisk, open } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { serve } from './lib/serve.mjs';
import { bigSite, specimens, theCase, wholeInOne } from './lib/sites.mjs';

let browser;
before(async () => { browser = await launchChromium(); });
after(() => browser.close());

test('the case: every page is quiet under a sub-path', () => overHttp(theCase, wholeInOne(theCase)));
test('the case: one page of every type is quiet from a folder on disk', () => fromDisk(theCase));
if (bigSite) test('the big site: one page of every type is quiet under a sub-path', () => overHttp(bigSite, specimens(bigSite)));
if (bigSite) test('the big site: one page of every type is quiet from a folder on disk', () => fromDisk(bigSite));

test('the case: a redirecting page leads on', { skip: !theCase.pages.some((page) => page.type === 'redirect') && 'the case has no former addresses' }, async () => {
  const server = await serve(theCase.folder);
  const former = theCase.pages.find((page) => page.type === 'redirect');
  const { page, close } = await open(browser, server.url(former.file));
  await page.waitForURL((url) => url.href !== server.url(former.file), { timeout: 30_000 });
  none(server.file(page.url()) ? [] : [`${former.file} leads to ${page.url()}`], 'former addresses');
  await close();
  await server.close();
});

test('the case: a page that is not there, at any depth, shows the way back', async () => {
  const server = await serve(theCase.folder);
  const { page, problems, close } = await open(browser, server.url('no/such/page/at/all/'));
  const expected = (problem) => problem.includes('no/such/page') || /console error: .*404/.test(problem);
  const found = problems.filter((problem) => !expected(problem));
  if (!problems.some((problem) => problem.startsWith('status 404'))) found.push('the server did not say 404');
  const ways = await page.evaluate(() => [...document.querySelectorAll('a[href]')].map((link) => link.href.split('#')[0]));
  if (!ways.includes(server.url()) && !ways.includes(`${server.url()}index.html`)) found.push('no link to the front page');
  found.push(...ways.filter((way) => way.startsWith(server.origin) && !way.includes('no/such/page') && !server.file(way)).map((way) => `leads to nothing: ${way}`));
  await close();
  await server.close();
  none(found, '404.html');
});

async function overHttp(site, pages) {
  const server = await serve(site.folder);
  const found = await visit(pages, (page) => server.url(page.file));
  await server.close();
  none(found, 'pages that are not quiet');
}

async function fromDisk(site) {
  // 404.html is never opened from disk: a server hands it out.
  none(await visit(specimens(site).filter((page) => page.type !== '404.html'), (page) => onDisk(site, page.file)), 'pages that are not quiet on disk');
}

async function visit(pages, addressOf) {
  const found = [];
  const visitor = await newVisitor(browser);
  for (const page of pages) {
    await visitor.go(addressOf(page));
    found.push(...visitor.problems.map((problem) => `${page.file}: ${problem}`));
  }
  await visitor.close();
  return found;
}
