// The search page, tried as a reader would, against this markup: `input[type=search][name=q]`, results as
// `#results li` with a link and the found words in `mark`, `#results[aria-busy=true]` until they are those of what
// was typed last, and what happened in `[role=status]`.

import { headingOf, headlineOf } from './markup.mjs';
import { pagesOf } from './sites.mjs';

const COLLECTIONS = ['events/*', 'sources/*', 'people/*', 'claims/*'];
const HAN = /\p{Script=Han}{2,}/u;

/** For each searchable collection a word that few of its titles have, and one in Chinese where there is any. */
export function wordsToFind(site) {
  const titled = COLLECTIONS.flatMap((type) => pagesOf(site, type).filter((page) => !isNumbered(page.file)).slice(0, 300).map((page) => ({ type, file: page.file, title: titleOf(site.read(page.file)) })));
  const frequency = new Map();
  for (const { title } of titled) for (const word of wordsOf(title)) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const rare = COLLECTIONS.flatMap((type) => {
    const candidates = titled.filter((page) => page.type === type).flatMap((page) => wordsOf(page.title).map((query) => ({ ...page, query })));
    const best = candidates.sort((a, b) => frequency.get(a.query) - frequency.get(b.query) || b.query.length - a.query.length || a.file.localeCompare(b.file))[0];
    return best ? [best] : [];
  });
  const chinese = titled.find((page) => HAN.test(page.title));
  return chinese ? [...rare, { ...chinese, query: HAN.exec(chinese.title)[0].slice(0, 2) }] : rare;
}

/** A source's page is headed by what it goes by without its title, and the search has the title. */
function titleOf(html) {
  return headlineOf(html) ?? headingOf(html) ?? '';
}

/** The second and further pages of a list: `sources/2/index.html`. */
function isNumbered(file) {
  return /\/\d+\/index\.html$/.test(file);
}

function wordsOf(title) {
  return [...new Set(title.toLowerCase().match(/\p{Script=Latin}{4,}/gu) ?? [])];
}

/** Types a query as a reader does, key by key, and waits until it is answered: a slow key lets a part of it be answered before. */
export async function type(page, query) {
  const field = page.locator('input[type=search][name=q]');
  await field.fill('');
  await field.pressSequentially(query, { delay: 5 });
  await answered(page);
}

/** What is shown belongs to what stands in the field. */
export function answered(page) {
  return page.waitForSelector('#results[aria-busy=false]', { state: 'attached', timeout: 10_000 });
}

/** The result for the wanted page is there, its passage is marked, and its link leads to it. */
export async function resultProblems(page, { query, file }, fileOf) {
  await answered(page);
  const results = await page.evaluate(() => [...document.querySelectorAll('#results li')].map((result) => ({
    links: [...result.querySelectorAll('a[href]')].map((link) => link.href),
    marks: [...result.querySelectorAll('mark')].map((mark) => mark.textContent),
  })));
  if (results.length === 0) return [`"${query}" finds nothing`];
  const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const found = results.find((result) => result.links.some((link) => fileOf(link.split('#')[0].split('?')[0]) === file));
  const problems = found ? [] : [`"${query}" does not find ${file} among ${results.length} results: ${results.slice(0, 3).map((result) => result.links[0]).join(' ')}`];
  const marks = (found ?? results[0]).marks.map(fold);
  if (!marks.some((mark) => mark && (mark.includes(fold(query)) || fold(query).includes(mark)))) problems.push(`"${query}" is not marked in its result: ${JSON.stringify(marks)}`);
  const dead = results.flatMap((result) => result.links).filter((link) => !fileOf(link.split('#')[0].split('?')[0]));
  return [...problems, ...dead.map((link) => `a result leads to nothing: ${link}`)];
}

/** The field shows the query that came with the address. */
export async function searchedFor(page, query) {
  const shown = await page.inputValue('input[type=search][name=q]');
  return shown === query ? [] : [`the search field shows "${shown}", the address asks for "${query}"`];
}

export async function nothingFoundProblems(page) {
  await type(page, 'zzqxjvk');
  const status = await page.evaluate(() => document.querySelector('[role=status]')?.textContent.trim() ?? '');
  const results = await page.locator('#results li').count();
  return [...(status ? [] : ['the status says nothing']), ...(results ? [`${results} results for a word that no page has`] : [])];
}

/** A query is a stranger's text: whether it came with the address or was typed, it must not run or draw anything. */
export async function hostileProblems(page) {
  const here = new URL(page.url());
  here.search = `?q=${encodeURIComponent('"><img src=x onerror=window.hostile=1><b>bold</b>')}`;
  await page.goto(here.href);
  await answered(page);
  const withAddress = await drawn(page);
  await type(page, '<img src=x onerror=window.hostile=1>');
  return [...withAddress, ...await drawn(page)];
}

function drawn(page) {
  return page.evaluate(() => [
    ...(window.hostile ? ['a script in the query ran'] : []),
    ...[...document.querySelectorAll('img[src=x], img[onerror]')].map((image) => `the query became markup: ${image.outerHTML}`),
  ]);
}
