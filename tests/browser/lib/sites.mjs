// The built sites under test, as folders: what pages they hold and of what type each is.
//
// Nothing here knows Dateline's templates. A page's type is its address with the ids taken out, so a new
// sort of page is tested on the day it appears.

import fs from 'node:fs';
import path from 'node:path';

/** Where the sites under test say that they are hosted; its path is that of `serve.mjs`, for the sake of 404.html. */
export const BASE_URL = 'https://timeline.example/any/sub/path/';

const COLLECTIONS = ['events', 'sources', 'claims', 'people', 'organizations', 'places', 'kinds', 'tags'];

/** The case, whole, and the made-up site of 2,000 events. */
export const theCase = openSite('the case', folderFrom('SITE_DIR'));
export const bigSite = process.env.BIG_SITE_DIR === 'none' ? undefined : openSite('the big site', folderFrom('BIG_SITE_DIR'));
/** A site without claims, and one whose only year takes several pages; left out where a suite is run by hand without them. */
export const plainSite = process.env.PLAIN_SITE_DIR && openSite('the site without claims', folderFrom('PLAIN_SITE_DIR'));
export const crowdedSite = process.env.CROWDED_SITE_DIR && openSite('the crowded site', folderFrom('CROWDED_SITE_DIR'));
/** A made-up site in English, French, Spanish and Arabic, and its Arabic pages alone; left out as those are. */
export const languagesSite = process.env.LANGUAGES_SITE_DIR && openSite('the site in four languages', folderFrom('LANGUAGES_SITE_DIR'));
export const arabicSite = languagesSite && { ...languagesSite, name: 'the site in Arabic', pages: languagesSite.pages.filter((page) => page.language === 'ar/') };
export const sites = [theCase, bigSite, plainSite, crowdedSite].filter(Boolean);

function folderFrom(variable) {
  const folder = process.env[variable];
  if (!folder) throw new Error(`${variable} names no folder of a built site; \`cargo test --test browser\` sets it`);
  if (!fs.existsSync(path.join(folder, 'index.html'))) throw new Error(`${variable}: ${folder} holds no index.html`);
  return fs.realpathSync(folder);
}

function openSite(name, folder) {
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join('/'))
    .sort();
  const names = new Set(files);
  const pages = files.filter((file) => file.endsWith('.html')).map((file) => describe(folder, file, languageOf(file, names)));
  return {
    name,
    folder,
    files: names,
    pages,
    read: (file) => fs.readFileSync(path.join(folder, file), 'utf8'),
  };
}

function describe(folder, file, language) {
  const size = fs.statSync(path.join(folder, file)).size;
  // Only redirecting pages are this small, so only small ones are opened to find out.
  const redirects = size < 4096 && /http-equiv="?refresh/i.test(fs.readFileSync(path.join(folder, file), 'utf8'));
  return { file, size, language, type: redirects ? 'redirect' : typeOf(file.slice(language.length)) };
}

/** The folder of a further language, `fr/`, of a page in it: such a folder holds the whole site again, search too. */
function languageOf(file, files) {
  const folder = /^[a-z]{2,3}(-[a-z0-9]+)*\//.exec(file)?.[0];
  return folder && files.has(`${folder}search/index.html`) ? folder : '';
}

/** `events/2031-04-05-warden-resigns/index.html` is of type `events/*`. */
function typeOf(file) {
  const parts = file.replace(/(^|\/)index\.html$/, '').split('/').filter(Boolean);
  if (parts.length === 0) return 'timeline';
  if (/^-?\d+$/.test(parts[0])) parts[0] = 'year';
  if (COLLECTIONS.includes(parts[0]) && parts.length > 1) parts[1] = '*';
  return parts.join('/');
}

/** One page of every type in each language, the largest, for it shows the most; of the events the smallest too. */
export function specimens(site) {
  const chosen = new Map();
  for (const page of site.pages) {
    if (page.type === 'redirect') continue;
    const best = chosen.get(page.language + page.type);
    if (!best || page.size > best.size) chosen.set(page.language + page.type, page);
  }
  const smallest = pagesOf(site, 'events/*').sort((a, b) => a.size - b.size)[0];
  return [...new Set([...chosen.values(), ...(smallest ? [smallest] : [])])];
}

/** At most `count` pages of each type in each language, the largest first. */
export function sample(site, count) {
  const types = groupByType(site.pages);
  return [...types.values()].flatMap((pages) => pages.sort((a, b) => b.size - a.size).slice(0, count));
}

function groupByType(pages) {
  const types = new Map();
  for (const page of pages) {
    const type = page.language + page.type;
    types.set(type, [...(types.get(type) ?? []), page]);
  }
  return types;
}

/** The pages of a type in the language in which the site was written. */
export function pagesOf(site, type) {
  return site.pages.filter((page) => page.type === type && page.language === '');
}

/** Every page in the language in which the site was written, and one of each type in its others: they have the same templates. */
export function wholeInOne(site) {
  return [...new Set([...site.pages.filter((page) => page.language === '' && page.type !== 'redirect'), ...specimens(site)])];
}
