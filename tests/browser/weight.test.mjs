// Weight budgets, in bytes as a server would send them compressed.

import { test } from 'node:test';
import zlib from 'node:zlib';
import fs from 'node:fs';
import path from 'node:path';
import { none } from './lib/expect.mjs';
import { elements } from './lib/markup.mjs';
import { sample, sites, specimens } from './lib/sites.mjs';

const KIB = 1024;
const FRONT_PAGE = 60 * KIB;
const ANY_PAGE = 100 * KIB;
const SCRIPTS = 15 * KIB;

for (const site of sites) {
  const weigh = (file) => zlib.gzipSync(fs.readFileSync(path.join(site.folder, file)), { level: 6 }).length;

  test(`${site.name}: the front page with its styles and scripts is under 60 KiB`, (t) => {
    const parts = ['index.html', ...loadedBy(site, 'index.html')];
    const weights = parts.map((file) => [file, weigh(file)]);
    const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
    t.diagnostic(`front page of ${site.name}: ${total} bytes: ${weights.map(([file, weight]) => `${file} ${weight}`).join(', ')}`);
    none(total < FRONT_PAGE ? [] : [`${total} bytes: ${weights.join('; ')}`], 'the front page is too heavy');
  });

  test(`${site.name}: all scripts together are under 15 KiB before search is opened`, (t) => {
    const scripts = new Set(specimens(site).filter((page) => page.type !== 'search').flatMap((page) => loadedBy(site, page.file)).filter((file) => /\.m?js$/.test(file)));
    const total = [...scripts].reduce((sum, file) => sum + weigh(file), 0);
    t.diagnostic(`scripts of ${site.name}: ${total} bytes: ${[...scripts].join(', ') || 'none'}`);
    none(total < SCRIPTS ? [] : [`${total} bytes: ${[...scripts].join(', ')}`], 'the scripts are too heavy');
  });

  test(`${site.name}: no page but /all/ is over 100 KiB`, (t) => {
    // A page that is small unpacked needs no weighing.
    const weights = site.pages.filter((page) => page.type !== 'all' && page.size > ANY_PAGE).map((page) => [page.file, weigh(page.file)]).sort((a, b) => b[1] - a[1]);
    if (weights[0]) t.diagnostic(`heaviest page of ${site.name}: ${weights[0].join(' ')} bytes`);
    none(weights.filter(([, weight]) => weight > ANY_PAGE).map((entry) => entry.join(' ')), 'heavy pages');
  });

  test(`${site.name}: no script stands in the page or holds it up`, () => {
    none(sample(site, 20).filter((page) => page.type !== 'redirect').flatMap((page) => elements(site.read(page.file)).flatMap(({ tag, attributes }) => {
      if (tag !== 'script' || /json/.test(attributes.type ?? '')) return [];
      if (!('src' in attributes)) return [`${page.file}: a script in the page`];
      return 'defer' in attributes || 'async' in attributes || attributes.type === 'module' ? [] : [`${page.file}: ${attributes.src} holds up the page`];
    })), 'scripts');
  });
}

/** The styles and scripts that a page loads by itself, and what its styles import. */
function loadedBy(site, file) {
  const beside = (address) => path.posix.join(path.posix.dirname(file), address.split(/[?#]/)[0]);
  return elements(site.read(file)).flatMap(({ tag, attributes }) => {
    if (tag === 'script' && attributes.src) return [beside(attributes.src)];
    if (tag === 'link' && /\b(stylesheet|preload|modulepreload)\b/.test(attributes.rel ?? '') && attributes.href) return [beside(attributes.href)];
    return [];
  }).filter((loaded) => site.files.has(loaded));
}
