// Hostile content in Chromium: what strangers try, in every text, body and address of a site. No script runs, nothing is asked
// of another host, nothing leads anywhere but to the web, to a mailbox or to the site, and no text became markup.
//
// Each page is opened twice: as it is, and with its own security policy set aside, so that not the policy alone saves it.
// With HOSTILE_BROWSER=firefox in Firefox, whose driver can't set aside the policy of the preview's headers. Of a large
// collection, HOSTILE_PAGES, a pattern, chooses the pages that are opened.

import { after, before, test } from 'node:test';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import readline from 'node:readline';
import { launchChromium, launchFirefox, newVisitor, onDisk } from './lib/browser.mjs';
import { none } from './lib/expect.mjs';
import { serve } from './lib/serve.mjs';

const folder = process.env.HOSTILE_DIR;
/** What each of the six things that are smuggled in breaks. */
const STOPPED = ['script-src-elem', 'script-src-attr', 'img-src', 'style-src-elem', 'frame-src', 'base-uri'];
const skip = !folder && 'HOSTILE_DIR names no folder; `cargo test --test browser` makes one';

let browser;
const isFirefox = process.env.HOSTILE_BROWSER === 'firefox';
before(async () => { browser = await (isFirefox ? launchFirefox() : launchChromium()); });
after(() => browser.close());

for (const name of ['texts', 'bodies']) {
  test(`hostile ${name}: no page runs, loads or leads anywhere it should not`, { skip }, async () => {
    const site = path.join(folder, name);
    const pattern = new RegExp(process.env.HOSTILE_PAGES ?? '');
    const files = chosen(site).filter((file) => pattern.test(file));
    if (files.length === 0) throw new Error('HOSTILE_PAGES chooses no page');
    const found = [];
    for (const policy of [false, true]) {
      const server = await serve(site, { policy });
      const visitor = await newVisitor(browser);
      await arm(visitor.page);
      // With the policy in force a tenth is enough: it can only stop more.
      for (const file of policy ? files.filter((_, index) => index % 10 === 0) : files) {
        found.push(...await visit(visitor, server.url(file), file));
      }
      await visitor.close();
      await server.close();
    }
    none(found, `hostile ${name}: ${files.length} files`);
  });
}

test('hostile words in the search: results are text', { skip }, async () => {
  const server = await serve(path.join(folder, 'texts'), { policy: false });
  const visitor = await newVisitor(browser);
  await arm(visitor.page);
  const found = [];
  for (const query of ['title', 'mglyph', 'srcdoc', 'ontoggle', 'formaction']) {
    await visitor.go(`${server.url('search/')}?q=${query}`);
    await visitor.page.waitForSelector('#results li', { timeout: 20_000 });
    found.push(...await judge(visitor, `search for ${query}`));
  }
  await visitor.close();
  await server.close();
  none(found, 'results');
});

test('the policy: what got into a page all the same is stopped, under a path and from a folder on disk', { skip }, async () => {
  const site = path.join(folder, 'texts');
  const arrived = [];
  const elsewhere = http.createServer((request, response) => { arrived.push(request.url); response.end(); });
  await new Promise((listening) => elsewhere.listen(0, '127.0.0.1', listening));
  const evil = `http://127.0.0.1:${elsewhere.address().port}`;
  const smuggled = '<script>alert("inline")</script><img src=x onerror=alert("handler")><a id=x href="javascript:alert(1)">x</a>'
    + `<img src="${evil}/x.png"><script src="${evil}/x.js"></script><style>body { color: red }</style><iframe src="${evil}/frame"></iframe><base href="${evil}/">`;
  const page = fs.readFileSync(path.join(site, 'index.html'), 'utf8').replace('<main id="main">', `<main id="main">${smuggled}`);
  fs.writeFileSync(path.join(site, 'smuggled.html'), page);
  const server = await serve(site);
  const found = [];
  for (const address of [server.url('smuggled.html'), onDisk({ folder: site }, 'smuggled.html')]) {
    const visitor = await newVisitor(browser);
    // What the policy doesn't stop arrives.
    await visitor.page.context().unrouteAll();
    await arm(visitor.page);
    await visitor.go(address);
    await visitor.page.evaluate(() => document.querySelector('#x').click());
    // Each is told when it comes to it; whether all were is judged below.
    const isTold = () => visitor.page.evaluate((directives) => directives.every((directive) => window.ran.some((what) => what.includes(`stopped ${directive}`))), STOPPED);
    for (let waited = 0; waited < 20_000 && !(await isTold()); waited += 100) await visitor.page.waitForTimeout(100);
    const { ran, base, color } = await visitor.page.evaluate(() => ({ ran: window.ran, base: document.baseURI, color: getComputedStyle(document.body).color }));
    found.push(...ran.filter((what) => !what.startsWith('the policy stopped')).map((what) => `${address}: ${what} ran`));
    found.push(...arrived.splice(0).map((url) => `${address}: a request for ${url}`));
    for (const directive of STOPPED) {
      if (!ran.some((what) => what.includes(`stopped ${directive}`))) found.push(`${address}: nothing stopped by ${directive}`);
    }
    if (base.startsWith(evil) || color === 'rgb(255, 0, 0)') found.push(`${address}: base ${base}, colour ${color}`);
    await visitor.close();
  }
  fs.rmSync(path.join(site, 'smuggled.html'));
  await server.close();
  elsewhere.close();
  none(found, 'what the policy let through');
});

test('the preview: complaints about hostile files are text', { skip: skip || isFirefox && 'Chromium does this' }, async () => {
  const { process: program, address } = await preview(path.join(folder, 'refused'));
  after(() => program.kill());
  const visitor = await newVisitor(browser, { bypassCSP: true });
  await arm(visitor.page);
  const found = [];
  // Nothing was built yet: the complaints are the page.
  await visitor.go(address);
  const text = await visitor.page.evaluate(() => document.body.innerText);
  if (!text.includes('raw-html') || !text.includes('<img src=x onerror=alert(1)>')) found.push(`no complaints to be seen: ${text.slice(0, 200)}`);
  found.push(...(await judge(visitor, 'the first page')).filter((problem) => !/status 503|console error: .*503/.test(problem)));
  // A good site, then complaints over its page.
  const bad = path.join(folder, 'refused/content/events/bad.md');
  const written = fs.readFileSync(bad);
  fs.rmSync(bad);
  await visitor.page.waitForSelector('article.event', { timeout: 20_000 });
  fs.writeFileSync(bad, written);
  await visitor.page.waitForFunction(() => document.documentElement.innerHTML.includes('raw-html') || [...document.querySelectorAll('*')].some((part) => part.shadowRoot?.textContent.includes('raw-html')), null, { timeout: 20_000 });
  found.push(...(await judge(visitor, 'complaints over a page')).filter((problem) => !/status 503|console error: .*503/.test(problem)));
  await visitor.close();
  program.kill();
  none(found, 'the preview');
});

/** The pages of events and sources, which hold most of what was tried, and of each other sort every eighth. */
function chosen(site) {
  const sorts = new Map();
  const files = fs.readdirSync(site, { recursive: true }).filter((file) => /\.(html|xml|svg|json)$/.test(file)).sort();
  return files.filter((file) => {
    // A former address leads on before it can be looked at; its markup is judged without a browser.
    if (file.endsWith('.html') && fs.readFileSync(path.join(site, file), 'utf8').includes('http-equiv="refresh"')) return false;
    // It names the path of the base address, under which it isn't served here.
    if (file === '404.html') return false;
    if (/^(events|sources)\/[^/]+\/index\.html$/.test(file) || !/\d/.test(file)) return true;
    const sort = file.replace(/[^/]*\d[^/]*/g, '*');
    sorts.set(sort, (sorts.get(sort) ?? -1) + 1);
    return sorts.get(sort) % 8 === 0;
  });
}

/** Whatever would show that a script runs: questions to the reader, and functions that attempts call. */
async function arm(page) {
  page.on('dialog', (dialog) => dialog.dismiss().catch(() => {}));
  await page.addInitScript(() => {
    window.ran = [];
    for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = (...words) => { window.ran.push(`${name}(${words})`); };
    document.addEventListener('securitypolicyviolation', (event) => window.ran.push(`the policy stopped ${event.effectiveDirective} ${event.blockedURI}`));
  });
}

async function visit(visitor, address, file) {
  try {
    await visitor.go(address);
  } catch (error) {
    return [`${file}: ${error.message.split('\n')[0]}`];
  }
  return judge(visitor, file);
}

async function judge({ page, problems }, file) {
  const inPage = await page.evaluate(() => {
    const found = [...(window.ran ?? [])];
    const all = [...document.querySelectorAll('*')];
    for (const element of [...all, ...all.flatMap((part) => (part.shadowRoot ? [...part.shadowRoot.querySelectorAll('*')] : []))]) {
      for (const { name, value } of element.attributes ?? []) {
        if (name.startsWith('on') || ['srcdoc', 'formaction', 'ping'].includes(name)) found.push(`${element.localName} ${name}=${value}`);
      }
      const written = element.href?.baseVal ?? element.href ?? element.action ?? element.src;
      const address = typeof written === 'string' && written && URL.canParse(written, document.baseURI) ? new URL(written, document.baseURI).href : written;
      if (typeof address === 'string' && address && !/^(https?:|mailto:|file:|data:image)/.test(address)) found.push(`${element.localName} leads to ${address}`);
      if (['object', 'embed', 'style', 'math', 'portal', 'video', 'audio', 'frame', 'applet'].includes(element.localName) && !element.getRootNode().host) found.push(`<${element.localName}>`);
      if (element.localName === 'iframe') found.push(`<iframe ${element.src}>`);
      if (element.localName === 'script' && !element.src && element.type !== 'application/ld+json') found.push(`a script: ${element.textContent.slice(0, 80)}`);
    }
    return found;
  });
  // A picture that is not there is what an attempt asked for, on the site itself.
  const loud = problems.filter((problem) => !/status 404|console error: Failed to load resource.*404/.test(problem));
  // Chromium shows XML that no style belongs to with a style of its own, Firefox JSON.
  const own = file.endsWith('.xml') ? '<style>' : 'link leads to resource://content-accessible/plaintext.css';
  const found = /\.(xml|json)$/.test(file) ? inPage.filter((what) => what !== own) : inPage;
  return [...found, ...loud].map((problem) => `${file}: ${problem}`);
}

/** Starts `dateline serve` on a site, and says where it shows it. */
async function preview(site) {
  const program = spawn(process.env.DATELINE, ['serve', '--site', site, '--port', '0'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const lines = readline.createInterface({ input: program.stderr })[Symbol.asyncIterator]();
  const line = async (start) => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`the preview ended before it said "${start}"`);
      if (value.startsWith(start)) return value;
    }
  };
  const address = /http:\/\/\S+/.exec(await line('showing '))[0];
  return { process: program, address };
}
