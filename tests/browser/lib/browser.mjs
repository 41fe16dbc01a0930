// Real browsers, Debian's own, and the watch that is kept on every page opened in them.

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, firefox } from 'playwright-core';

// Without these Chromium looks for updates and for its maker's hosts, which is noise in a test.
const QUIET = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export function launchChromium() {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...QUIET, ...sandbox] });
}

/** Stock Firefox over WebDriver BiDi. Its colour scheme is a preference, not an emulation. */
export function launchFirefox({ dark = false } = {}) {
  return firefox.launch({
    channel: 'moz-firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    firefoxUserPrefs: {
      'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
      'browser.chrome.site_icons': false,
    },
  });
}

/**
 * Opens an address in a fresh context and hands on the page with `problems`: every console message, every
 * script error, every failed request and every request that leaves the site. A foreign one is not let out.
 * `responses` are those received so far.
 */
export async function open(browser, address, options = {}) {
  const visitor = await newVisitor(browser, options);
  await visitor.go(address);
  return visitor;
}

/** A browser's context that goes from page to page, `problems` being those of the page it is on. */
export async function newVisitor(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const problems = [];
  const responses = [];
  let home = new URL('about:blank');
  await context.route((url) => isForeign(url, home), (route) => {
    problems.push(`request to ${route.request().url()}`);
    return route.abort();
  });
  const page = await context.newPage();
  watch(page, problems);
  page.on('response', (response) => responses.push(response));
  const go = async (address) => {
    home = new URL(address);
    problems.length = 0;
    responses.length = 0;
    await page.goto(address, { waitUntil: 'load' });
  };
  const close = () => {
    // What is under way when the page is closed fails because of that: no problem of the page.
    page.removeAllListeners();
    return context.close();
  };
  return { page, problems, responses, go, close };
}

function watch(page, problems) {
  page.on('console', (message) => problems.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => problems.push(`script error: ${error.message}`));
  page.on('requestfailed', (request) => problems.push(`failed request: ${request.url()} ${request.failure()?.errorText ?? ''}`));
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`status ${response.status()}: ${response.url()}`);
  });
}

function isForeign(url, home) {
  if (url.protocol === 'data:' || url.protocol === 'blob:' || url.protocol === 'about:') return false;
  return home.protocol === 'file:' ? url.protocol !== 'file:' : url.origin !== home.origin;
}

/** The address of a file of the site when its folder is opened from disk. */
export function onDisk(site, file) {
  return pathToFileURL(path.join(site.folder, file)).href;
}

/** Lets styles, fonts and scripts settle: two frames. */
export function settle(page) {
  return page.evaluate(() => document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))));
}
