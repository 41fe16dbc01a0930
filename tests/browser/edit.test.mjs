// The forms of `dateline serve --edit`, used as an editor uses them, in Chromium and in Firefox.

import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { launchChromium, launchFirefox, newVisitor, open } from './lib/browser.mjs';
import { checked, choose, field, lasting, said, save, startEditing } from './lib/editor.mjs';
import { none } from './lib/expect.mjs';

// What Firefox's driver cannot emulate is left to the browser.
const PLAIN = { colorScheme: null, reducedMotion: null, forcedColors: null, contrast: null };

for (const [name, launch] of [['Chromium', launchChromium], ['Firefox', launchFirefox]]) {
  describe(`in ${name}`, () => {
    let browser;
    before(async () => { browser = await launch(); });
    after(() => browser.close());

    test('from an empty form to a published event, without opening a file', async () => {
      const site = await startEditing('tests/explained');
      const { page, problems, close } = await open(browser, `${site.url}/`, PLAIN);
      await page.locator('dateline-bar summary', { hasText: 'New' }).click();
      await page.locator('dateline-bar a', { hasText: 'Event' }).click();
      await page.waitForSelector('#form');
      await field(page, 'f.title').fill('Bloom denies that she sold licences');
      await field(page, 'f.date').fill('about May 2031');
      await field(page, 'f.kind').selectOption('report');
      assert.match(await said(page, 'f.date'), /2031-05~ · about May 2031/);

      // A new source, with an exact quotation.
      await field(page, 'body').fill('Bloom denies it');
      await field(page, 'body').press('End');
      await page.locator('.tools button', { hasText: 'Cite' }).click();
      await field(page, 'cite-quote').fill('I never sold a berth');
      await field(page, 'cite-where').fill('paragraph 2');
      await choose(page, 'cite-source', 'Bloom answers', 'Create source “Bloom answers”');
      await page.locator('[data-created="new.0"]').waitFor();
      await field(page, 'new.0.f.outlet').fill('The Gull');
      await field(page, 'new.0.f.published').fill('12 May 2031');
      await field(page, 'new.0.f.url').fill('https://gull.example/2031/05/12');
      assert.equal(await field(page, 'body').inputValue(), 'Bloom denies it [@bloom-answers, paragraph 2, "I never sold a berth"]');
      await field(page, 'body').press('End');
      await page.keyboard.type('.');

      // A new person beside one who is known.
      await page.locator('[data-list="f.people"] > .add').click();
      await choose(page, 'f.people.0.person', 'idä bl', 'Ida Bloom');
      await page.locator('[data-list="f.people"] > .add').click();
      await choose(page, 'f.people.1.person', 'Ada Fenn', 'Create person “Ada Fenn”');
      await page.locator('[data-created="new.1"]').waitFor();
      await field(page, 'new.1.f.role').fill('reporter of The Gull');

      // The denial, as a sentence.
      await page.locator('[data-list="f.claims"] > .add').click();
      await choose(page, 'f.claims.0.by', 'bloom', 'Ida Bloom');
      await field(page, 'f.claims.0.stance').selectOption('denies');
      await choose(page, 'f.claims.0.claim', 'sold', 'Whether Ida Bloom sold licences');
      assert.equal(await page.locator('[data-field="f.claims.0.finding"]').isVisible(), false, 'a denial has no finding');
      assert.equal(await page.locator('[data-field="f.claims.0.answer"]').isVisible(), true);
      await field(page, 'f.claims.0.answer').fill('she never sold a berth');
      await checked(page);
      assert.match(await page.locator('[data-entry="f.claims.0"] [data-statuses]').innerText(), /Readers see: .*she never sold a berth/);
      await page.waitForFunction(() => document.getElementById('page').contentDocument?.body?.innerText.includes('Bloom denies'), undefined, { timeout: 20_000 });
      assert.doesNotMatch(await page.locator('#state').innerText(), /error/);
      assert.equal(site.files().some((file) => file.includes('bloom-denies')), false, 'nothing is written before it is saved');

      const shown = await save(page);
      for (const part of ['content/people/ada-fenn.md (new)', 'content/sources/bloom-answers.md (new)', '+kind: report', 'After:']) assert.ok(shown.includes(part), part);
      assert.equal(await page.locator('main h1').innerText(), 'Bloom denies that she sold licences');
      const event = site.read('content/events/2031/2031-05-bloom-denies-that-she-sold-licences.md');
      assert.match(event, /^date: 2031-05~$/m);
      assert.match(event, /^people: \[ida-bloom, ada-fenn\]$/m);
      assert.match(event, /- \{claim: sold-licences, stance: denies, by: \[ida-bloom\], answer: she never sold a berth\}|claims:\n {2}- claim/);
      assert.deepEqual(site.check().filter((found) => found.severity === 'error'), []);
      none(lasting(problems), 'while an event was made');
      await close();
      await site.stop();
    });

    test('twelve mistakes and their cures', async () => {
      const site = await startEditing('tests/explained');
      const { page, close } = await open(browser, `${site.url}/_dateline/edit/event/2031-04-04-ledger-report`, PLAIN);
      await checked(page);
      const body = await field(page, 'body').inputValue();
      const fill = (name) => (value) => field(page, name).fill(value);
      const openAll = () => page.evaluate(() => document.querySelectorAll('details.more').forEach((details) => { details.open = true; }));
      await openAll();
      const mistakes = [
        ['a title that is gone', 'f.title', fill('f.title'), '', /needs title/, 'Licences were sold'],
        ['a date that no calendar has', 'f.date', fill('f.date'), '31 April 2031', /is not a date/, '30 April 2031'],
        ['a time beside half a date', 'f.time', fill('f.time'), '25:99', /25:99 is not a time/, '21:30'],
        ['a person whom nobody knows', 'f.people.0.person', fill('f.people.0.person'), 'Ida Blom', /Ida Blom/, 'Ida Bloom'],
        ['a source that isn’t there', 'body', fill('body'), body.replace('@ledger-2031-04-04', '@ledgr-2031-04-04'), /did you mean ledger-2031-04-04/, body],
        ['a sentence without a source', 'body', fill('body'), `${body.trim()}\n\nIt was a scandal.`, /no citation/, body],
        ['a quotation without an end', 'body', fill('body'), body.replace('[@ledger-2031-04-04]', '[@ledger-2031-04-04, "so]'), /has no end/, body],
        ['markup of the web', 'body', fill('body'), `${body.trim()} <b>Loud</b>`, /HTML/, body],
        ['a link that leads nowhere', 'body', fill('body'), `${body.trim()} See [this](event:nothing) [@ledger-2031-04-04].`, /nothing/, body],
        ['a claim that isn’t there', 'f.claims.0.claim', fill('f.claims.0.claim'), 'sold-licenses', /did you mean sold-licences/, 'sold-licences'],
        ['a finding without its words', 'f.claims.0', (value) => field(page, 'f.claims.0.stance').selectOption(value), 'found-true', /doesn’t say in which words|doesn't say in which words/, 'alleges'],
        ['an id that is no address', 'new_id', fill('new_id'), 'Licences Sold!', /is no id/, '2031-04-04-ledger-report'],
      ];
      assert.equal(mistakes.length, 12);
      // Each is mended before the next is made, and one check tells of both.
      const says = async (name) => (await said(page, name)).replaceAll('`', '');
      let mended;
      for (const [what, name, type, wrong, told, right] of mistakes) {
        await type(wrong);
        assert.match(await says(name), told, what);
        if (mended) assert.doesNotMatch(await says(mended.name), mended.told, `${mended.what}, mended`);
        await type(right);
        mended = { what, name, told };
      }
      assert.doesNotMatch(await says(mended.name), mended.told, `${mended.what}, mended`);
      assert.doesNotMatch(await page.locator('#state').innerText(), /error/);
      await close();
      await site.stop();
    });

    test('what is said meanwhile moves no button away under a mouse that is held down', async () => {
      const site = await startEditing('tests/explained');
      const { page, close } = await open(browser, `${site.url}/_dateline/edit/event/2031-04-04-ledger-report`, PLAIN);
      await checked(page);
      const button = page.locator('[data-list="f.people"] > .add');
      await button.scrollIntoViewIfNeeded();
      const people = await page.locator('[data-list="f.people"] > [data-entry]').count();
      // However slow the machine: the checks are asked no sooner than the mouse is held.
      await page.evaluate(() => {
        const held = new Promise((resolve) => addEventListener('pointerdown', resolve, { once: true }));
        const ask = window.fetch;
        window.fetch = async (...request) => { await held; return ask(...request); };
      });
      const answered = page.waitForResponse('**/_dateline/edit/check');
      await field(page, 'f.title').evaluate((title) => { title.value = ''; title.dispatchEvent(new Event('input', { bubbles: true })); });
      const { x, y, width, height } = await button.boundingBox();
      await page.mouse.move(x + width / 2, y + height / 2);
      await page.mouse.down();
      await (await answered).finished();
      await page.waitForTimeout(200);
      assert.equal(await page.locator('[data-said="f.title"]').innerText(), '', 'nothing is shown while the button is held');
      await page.mouse.up();
      await page.locator('[data-list="f.people"] > [data-entry]').nth(people).waitFor();
      assert.match(await said(page, 'f.title'), /needs title/);
      await close();
      await site.stop();
    });

    test('an edit of each sort of file changes one value and one line', async () => {
      const site = await startEditing('.');
      const sorts = [
        ['event/2023-03-21-dong-answers-global-news', 'content/events/2023/2023-03-21-dong-answers-global-news.md', 'f.title', 'Another title'],
        ['source/global-2023-02-27', 'content/sources/global-2023-02-27.md', 'f.title', 'Another title'],
        ['claim/delay-release', 'content/claims/delay-release.md', 'f.reviewed', '2026-12-01'],
        ['person/han-dong', 'content/people/han-dong.md', 'f.role', 'Another role'],
        ['organization/global-news', 'content/organizations/global-news.md', 'f.name', 'Another name'],
        ['page/about', 'content/pages/about.md', 'f.title', 'Another title'],
        ['site', 'content/site.yaml', 'f.title', 'Another title'],
      ];
      // The server does the work, the same for both: in the second browser, some of them.
      for (const [address, file, at, value] of name === 'Firefox' ? sorts.filter((_, index) => index % 3 === 0) : sorts) {
        const before = site.read(file).split('\n');
        const { page, close } = await open(browser, `${site.url}/_dateline/edit/${address}`, PLAIN);
        await field(page, at).fill(value);
        await save(page);
        await close();
        const now = site.read(file).split('\n');
        const different = now.filter((line, index) => line !== before[index]);
        assert.equal(now.length, before.length, address);
        assert.equal(different.length, 1, `${address}: ${different.join('\n')}`);
        assert.ok(different[0].includes(value));
      }
      await site.stop();
    });

    test('without scripts a form saves and says what is wrong', async () => {
      const site = await startEditing('tests/explained');
      const { page, close } = await open(browser, `${site.url}/events/2031-04-04-ledger-report/`, { ...PLAIN, javaScriptEnabled: false });
      await page.locator('dateline-bar a', { hasText: 'Edit this event' }).click();
      await field(page, 'f.date').fill('sometime');
      await page.locator('.save .primary').click();
      assert.match(await page.locator('main').innerText(), /is not a date/);
      await page.locator('button', { hasText: 'Back to the form' }).click();
      assert.match(await page.locator('[data-said="f.date"]').innerText(), /is not a date/);
      await field(page, 'f.date').fill('5 April 2031');
      await page.locator('.save .primary').click();
      await page.locator('button[value=write]').click();
      assert.match(await page.locator('main').innerText(), /5 April 2031/);
      assert.match(site.read('content/events/2031-04-04-ledger-report.md'), /^date: 2031-04-05$/m);
      await close();
      await site.stop();
    });

    test('another site’s page can neither post, frame nor fetch', async () => {
      const site = await startEditing('tests/explained');
      const before = site.read('content/site.yaml');
      const save = `${site.url}/_dateline/edit/save`;
      const form = `<form method="post" action="${save}"><input name="kind" value="site"><input name="id" value="site"><input name="f.title" value="Forged"><input name="complete" value="yes"><input name="action" value="write"></form>`;
      const other = http.createServer((request, response) => {
        response.setHeader('content-type', 'text/html');
        response.end(`<!doctype html><title>x</title>${form}<iframe src="${site.url}/_dateline/edit/site"></iframe>`);
      });
      await new Promise((listening) => other.listen(0, '127.0.0.1', listening));
      const context = await browser.newContext();
      const page = await context.newPage();
      // The browser knows the forms of this run, and has their cookie.
      await page.goto(`${site.url}/_dateline/edit/site`);
      for (const host of ['localhost', '127.0.0.1']) {
        await page.goto(`http://${host}:${other.address().port}/`);
        const outcome = await page.evaluate(async (address) => {
          const framed = document.querySelector('iframe').contentDocument;
          const fetched = await fetch(`${address}/_dateline/edit/site`, { credentials: 'include' }).then((answer) => answer.text(), () => 'refused');
          const posted = await fetch(`${address}/_dateline/edit/save`, { method: 'POST', mode: 'no-cors', credentials: 'include', body: new URLSearchParams({ kind: 'site', id: 'site', complete: 'yes', 'f.title': 'Forged' }) }).then((answer) => answer.type, () => 'refused');
          return { framed: framed?.body?.innerText ?? '', fetched, posted };
        }, site.url);
        assert.equal(outcome.framed, '');
        assert.equal(outcome.fetched, 'refused');
        await Promise.all([page.waitForNavigation(), page.evaluate(() => document.forms[0].submit())]);
        assert.match(await page.locator('body').innerText(), /another site’s page/);
      }
      assert.equal(site.read('content/site.yaml'), before);
      await context.close();
      other.close();
      await site.stop();
    });
  });
}

describe('the forms', () => {
  let browser;
  let site;
  before(async () => { browser = await launchChromium(); site = await startEditing('tests/explained'); });
  after(async () => { await browser.close(); await site.stop(); });

  const FORMS = ['event/2031-04-04-ledger-report', 'new/event', 'new/source', 'source/ledger-2031-04-04', 'claim/sold-licences', 'person/ida-bloom', 'site', ''];

  test('are accessible by axe’s rules in both schemes, and fit 320 px', async () => {
    const axe = (await import('axe-core')).default;
    const { page, problems, go, close } = await newVisitor(browser, { viewport: { width: 320, height: 800 } });
    // In the dark only colours differ: there, the forms that show the most of them.
    for (const [colorScheme, forms] of [['light', FORMS], ['dark', FORMS.slice(0, 2)]]) {
      await page.emulateMedia({ colorScheme });
      for (const form of forms) {
        await page.setViewportSize({ width: 320, height: 800 });
        await go(`${site.url}/_dateline/edit/${form}`);
        if (form) await page.waitForSelector('main[data-checked=yes], main.files');
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, form);
        // As high as the form is: what the bar at a window's lower edge covers is scrolled to.
        await page.setViewportSize({ width: 320, height: await page.evaluate(() => document.documentElement.scrollHeight) });
        // The forms' own policy forbids scripts that are put into the page.
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate(() => window.axe.run(document, { iframes: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
        none(violations.map((violation) => `${form} ${colorScheme}: ${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`), 'axe');
        none(lasting(problems), form);
      }
    }
    await close();
  });

  test('are whole by keyboard', async () => {
    const { page, close } = await open(browser, `${site.url}/_dateline/edit/new/event`);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
    await field(page, 'f.title').focus();
    await page.keyboard.type('By keyboard alone');
    await page.keyboard.press('Tab');
    await page.keyboard.type('5 April 2031');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Report');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    // The buttons over the text.
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Link…');
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Tab');
    await page.keyboard.type('It was so ');
    await page.keyboard.press('Control+e');
    await page.keyboard.type('berths for sale');
    await page.locator('.autocomplete__option--focused').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.type('.');
    assert.equal(await field(page, 'body').inputValue(), 'It was so [@ledger-2031-04-04].');
    await checked(page);
    assert.equal(await field(page, 'f.kind').inputValue(), 'report');
    await field(page, 'f.title').focus();
    await page.locator('.save .primary').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('main.review');
    await close();
  });

  test('announce what is wrong and tie it to its field', async () => {
    const { page, close } = await open(browser, `${site.url}/_dateline/edit/event/2031-04-04-ledger-report`);
    await field(page, 'f.date').fill('sometime');
    await checked(page);
    assert.match(await page.locator('#state[role=status]').innerText(), /1 error.*sometime is not a date/s);
    const date = field(page, 'f.date');
    assert.equal(await date.getAttribute('aria-invalid'), 'true');
    const described = (await date.getAttribute('aria-describedby')).split(' ');
    const text = await page.evaluate((ids) => ids.map((id) => document.getElementById(id)?.textContent).join(' '), described);
    assert.match(text, /is not a date/);
    await close();
  });

  test('have scripts of at most 60 KiB, compressed', async () => {
    const { responses, close } = await open(browser, `${site.url}/_dateline/edit/new/event`);
    const scripts = await Promise.all(responses.filter((response) => response.url().endsWith('.js')).map((response) => response.body()));
    assert.ok(scripts.length >= 4);
    const weight = scripts.reduce((sum, script) => sum + gzipSync(script).length, 0);
    assert.ok(weight <= 60 * 1024, `${weight} bytes`);
    await close();
  });
});
