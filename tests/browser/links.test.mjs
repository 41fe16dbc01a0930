// Every address in every page: none absolute, none dead, no anchor missing, nothing loaded from elsewhere.

import { test } from 'node:test';
import path from 'node:path';
import { none } from './lib/expect.mjs';
import { elements } from './lib/markup.mjs';
import { BASE_URL, languagesSite, sites } from './lib/sites.mjs';

// 404.html is served at any depth, so it alone names the path it is hosted at.
const SERVED_ANYWHERE = '404.html';
const HOSTED_AT = new URL(BASE_URL).pathname;
const LINKED_SCHEMES = ['http:', 'https:', 'mailto:'];
const ADDRESS_ATTRIBUTES = { a: ['href'], area: ['href'], link: ['href'], script: ['src'], img: ['src'], source: ['src'], iframe: ['src'], video: ['src', 'poster'], audio: ['src'], track: ['src'], embed: ['src'], object: ['data'], use: ['href', 'xlink:href'], image: ['href', 'xlink:href'], form: ['action'], input: ['src'], blockquote: ['cite'], q: ['cite'] };
const FOLLOWED = new Set(['a', 'area', 'blockquote', 'q', 'form']);
// These name a page elsewhere, or this one, without loading it.
const NAMING_RELATIONS = new Set(['canonical', 'license', 'author', 'alternate', 'self', 'me', 'prev', 'next', 'up', 'help', 'search']);

for (const site of [...sites, languagesSite].filter(Boolean)) {
  const { pages, anchors } = crawl(site);

  test(`${site.name}: no internal link is absolute`, () => {
    none(every(pages, (page, link) => link.kind === 'absolute' && `${link.address} is absolute`), 'absolute internal links');
  });

  test(`${site.name}: no internal link is dead`, () => {
    none(every(pages, (_, link) => link.kind === 'internal' && !site.files.has(link.file) && !site.files.has(`${link.file}index.html`.replace(/^\//, '')) && `${link.address} leads to nothing`), 'dead links');
  });

  test(`${site.name}: every internal link names a file, so that it works from a folder on disk`, () => {
    none(every(pages, (page, link) => link.kind === 'internal' && page !== SERVED_ANYWHERE && !site.files.has(link.file) && site.files.has(path.posix.join(link.file, 'index.html')) && `${link.address} leads to a folder`), 'links to folders');
  });

  test(`${site.name}: no anchor is missing`, () => {
    none(every(pages, (_, link) => link.kind === 'internal' && link.anchor && anchors.has(link.file) && !anchors.get(link.file).has(link.anchor) && `${link.address} has no such anchor`), 'missing anchors');
  });

  test(`${site.name}: nothing is loaded from another host`, () => {
    none([...every(pages, (_, link) => link.kind === 'external' && link.loaded && `${link.tag} loads ${link.address}`), ...foreignInStyles(site)], 'foreign resources');
  });

  test(`${site.name}: only http, https and mailto are linked`, () => {
    none(every(pages, (_, link) => link.kind === 'external' && !link.loaded && !LINKED_SCHEMES.includes(link.scheme) && `${link.address} has a scheme that is not allowed`), 'forbidden schemes');
  });

  test(`${site.name}: every page can be reached from the front page`, () => {
    const reached = reachable(pages, 'index.html');
    const apart = new Set(['redirect', 'embed', 'events/*/embed', '404.html']);
    none(site.pages.filter((page) => !reached.has(page.file) && !apart.has(page.type)).map((page) => page.file), 'pages that no link leads to');
  });
}

function crawl(site) {
  const pages = new Map();
  const anchors = new Map();
  for (const { file } of site.pages) {
    const found = elements(site.read(file));
    anchors.set(file, new Set(found.flatMap(({ tag, attributes }) => [attributes.id, tag === 'a' ? attributes.name : undefined]).filter(Boolean)));
    pages.set(file, found.flatMap((element) => linksOf(element, file)));
  }
  return { pages, anchors };
}

function linksOf({ tag, attributes }, file) {
  const addresses = (ADDRESS_ATTRIBUTES[tag] ?? []).map((name) => attributes[name]).filter((value) => value !== undefined);
  if (attributes.srcset) addresses.push(...attributes.srcset.split(',').map((part) => part.trim().split(/\s+/)[0]));
  if (tag === 'meta' && /^refresh$/i.test(attributes['http-equiv'] ?? '')) addresses.push((attributes.content ?? '').replace(/^[^=]*=\s*/, ''));
  const relations = (attributes.rel ?? '').toLowerCase().split(/\s+/);
  const loaded = !FOLLOWED.has(tag) && tag !== 'meta' && !(tag === 'link' && relations.some((relation) => NAMING_RELATIONS.has(relation)));
  return addresses.map((address) => ({ tag, address, loaded, ...classify(address, file) }))
    // The page's own whole address is what a canonical link is for.
    .filter((link) => !(link.kind === 'absolute' && tag === 'link' && !loaded));
}

function classify(address, file) {
  if (file === SERVED_ANYWHERE && address.startsWith(HOSTED_AT)) return classify(address.slice(HOSTED_AT.length) || './', file);
  if (address.startsWith(BASE_URL)) return { kind: 'absolute' };
  if (/^[a-z][a-z0-9+.-]*:/i.test(address)) {
    const scheme = address.slice(0, address.indexOf(':') + 1).toLowerCase();
    return scheme === 'data:' ? { kind: 'inline' } : { kind: 'external', scheme };
  }
  if (address.startsWith('//')) return { kind: 'external', scheme: 'https:' };
  if (address.startsWith('/')) return { kind: 'absolute' };
  const [, pathPart, , fragment] = /^([^?#]*)(\?[^#]*)?(?:#(.*))?$/s.exec(address);
  const target = pathPart === '' ? file : path.posix.normalize(path.posix.join(path.posix.dirname(file), decodeURIComponent(pathPart)));
  const anchor = decodeURIComponent((fragment ?? '').split(':~:')[0]);
  return { kind: 'internal', file: target.replace(/^\.\/?$/, ''), anchor };
}

function every(pages, judge) {
  return [...pages].flatMap(([page, links]) => links.map((link) => judge(page, link)).filter(Boolean).map((problem) => `${page}: ${problem}`));
}

function foreignInStyles(site) {
  return [...site.files].filter((file) => file.endsWith('.css') || file.endsWith('.svg')).flatMap((file) =>
    [...site.read(file).matchAll(/(?:url\(\s*["']?|@import\s+["'])((?:https?:)?\/\/[^"')\s]+)/gi)].map((match) => `${file}: loads ${match[1]}`));
}

function reachable(pages, start) {
  const reached = new Set([start]);
  const waiting = [start];
  while (waiting.length > 0) {
    for (const link of pages.get(waiting.pop()) ?? []) {
      const target = pages.has(link.file) ? link.file : path.posix.join(link.file ?? '', 'index.html');
      if (link.kind === 'internal' && pages.has(target) && !reached.has(target)) {
        reached.add(target);
        waiting.push(target);
      }
    }
  }
  return reached;
}
