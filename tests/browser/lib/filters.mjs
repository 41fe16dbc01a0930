// The filters of the timeline, tried as a reader would, against this markup: `form#filters` with a select
// for each of FILTERS, `article.event` with the data attributes below, and a live count in `[role=status]`.

/** The select's name and the attribute of an event that it looks at. */
const FILTERS = { kind: 'data-kind', person: 'data-people', organization: 'data-organizations', tag: 'data-tags' };

/** Each filter by itself, with the option that leaves the fewest events and with every option's existence. */
export async function eachFilter(page) {
  const events = await eventsOf(page);
  const offered = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll('#filters select')].map((select) => [select.name, [...select.options].map((option) => option.value)])));
  const problems = events.length === 0 ? ['the page has no article.event'] : [];
  for (const [name, attribute] of Object.entries(FILTERS)) {
    if (!offered[name]) { problems.push(`#filters has no select named ${name}`); continue; }
    if (!offered[name].includes('')) problems.push(`${name}: no empty option for "all"`);
    const options = offered[name].filter(Boolean).map((value) => ({ value, matching: matching(events, { [attribute]: value }) }));
    problems.push(...options.filter((option) => option.matching.length === 0).map((option) => `${name}: "${option.value}" leads to no event`));
    const narrowest = options.sort((a, b) => a.matching.length - b.matching.length)[0];
    if (!narrowest) { problems.push(`${name}: nothing to choose`); continue; }
    await choose(page, { [name]: narrowest.value });
    problems.push(...await compare(page, narrowest.matching, { [name]: narrowest.value }));
    await choose(page, { [name]: '' });
    problems.push(...await compare(page, events.map((event) => event.id), { [name]: null }));
  }
  return problems;
}

/** Two filters at once, then none. */
export async function combinedFilters(page) {
  const events = await eventsOf(page);
  const chosen = pairOf(events);
  if (!chosen) return ['no event has both a kind and a person, to combine'];
  await choose(page, chosen);
  const problems = await compare(page, matching(events, byAttribute(chosen)), chosen);
  problems.push(...await page.evaluate(() => [...document.querySelectorAll('main section')].filter((section) =>
    section.querySelector('article.event') && section.checkVisibility() && ![...section.querySelectorAll('article.event')].some((event) => event.checkVisibility()))
    .map((section) => `this section is shown with no event left in it: ${section.textContent.trim().slice(0, 40)}`)));
  await choose(page, Object.fromEntries(Object.keys(chosen).map((name) => [name, ''])));
  problems.push(...await compare(page, events.map((event) => event.id), Object.fromEntries(Object.keys(chosen).map((name) => [name, null]))));
  return problems;
}

/** The address alone carries the choice: opened fresh, then reloaded. An unknown value hides nothing for good. */
export async function filteredAddress(page, address) {
  const events = await eventsOf(page);
  const chosen = pairOf(events);
  if (!chosen) return ['no event has both a kind and a person, to combine'];
  const expected = matching(events, byAttribute(chosen));
  await page.goto(`${address}?${new URLSearchParams(chosen)}`);
  const problems = await compare(page, expected, chosen);
  problems.push(...await page.evaluate((wanted) => Object.entries(wanted).filter(([name, value]) => document.querySelector(`#filters select[name=${name}]`)?.value !== value).map(([name]) => `the select ${name} does not show what the address says`), chosen));
  await page.reload();
  problems.push(...(await compare(page, expected, chosen)).map((problem) => `reloaded: ${problem}`));
  return problems;
}

/**
 * The filters of a list that takes several pages look on all of them, with an index that is loaded when one is first used. What is found is
 * compared with `timeline.json`. `own` is the filter that the page is about, which isn't offered.
 */
export async function wholeList({ page, responses, go }, { site, file, address, own }) {
  const problems = [];
  const events = listed(site);
  const names = Object.keys(FILTERS).filter((name) => name !== own);
  const pages = [file];
  for (let next; next = file.replace(/index\.html$/, `${pages.length + 1}/index.html`), site.files.has(next);) pages.push(next);
  const all = [];
  for (const part of pages) {
    await go(address(part));
    all.push(...await shownEvents(page));
  }
  if (pages.length < 2 || all.length < 101) return [`${file} takes ${pages.length} pages with ${all.length} events`];

  // From its second page, which has the same filters.
  await go(address(pages[1]));
  const ownEvents = await shownEvents(page);
  const offered = await page.evaluate(() => [...document.querySelectorAll('#filters select')].map((select) => select.name));
  if (offered.join() !== names.join()) return [`${file}: its filters are ${offered.join() || 'none'}, not ${names.join()}`];
  const fetched = () => responses.filter((response) => /filters\.json/.test(response.url()) || response.request().resourceType() === 'fetch').length;
  if (fetched()) problems.push('the index was loaded before anybody filtered');
  await page.focus(`#f-${names[0]}`);
  await page.waitForFunction((name) => document.querySelector(`#f-${name}`).options.length > 1, names[0]);

  const frequent = Object.fromEntries(names.map((name) => [name, mostFrequent(all.flatMap((id) => events.get(id)[name]), all.length)]));
  const both = names.slice(-2);
  const rare = Object.fromEntries(both.map((name) => [name, frequent[name]]));
  const last = events.get(all.findLast((id) => both.every((name) => events.get(id)[name].length)));
  const met = Object.fromEntries(both.map((name) => [name, last[name][0]]));
  for (const chosen of [...names.map((name) => ({ [name]: frequent[name] })), rare, met]) {
    const label = `${file} ${JSON.stringify(chosen)}`;
    await choose(page, chosen);
    const wanted = all.filter((id) => Object.entries(chosen).every(([name, value]) => events.get(id)[name].includes(value)));
    const said = wanted.length ? `${number(wanted.length)} of ${number(all.length)} ` : `None of the ${number(all.length)} events matches`;
    await page.waitForFunction((text) => document.querySelector('#filters [role=status]').textContent.startsWith(text), said, { timeout: 5000 })
      .catch(async () => problems.push(`${label}: it says “${await page.textContent('#filters [role=status]')}”, not “${said}…”`));
    const shown = await shownEvents(page);
    if (JSON.stringify(shown) !== JSON.stringify(wanted)) problems.push(`${label}: ${shown.length} events are shown, not these ${wanted.length}`);
    problems.push(...await page.evaluate(async (label) => {
      const links = [...document.querySelectorAll('#filters + ol a')].map((link) => link.href.split('#')[0]);
      const answers = await Promise.all([...new Set(links)].slice(0, 40).map(async (link) => [link, (await fetch(link)).ok]));
      return answers.filter(([, ok]) => !ok).map(([link]) => `${label}: what was taken from another page leads nowhere: ${link}`);
    }, label));
    await page.click('#filters [type=reset]');
    await page.waitForFunction(() => !/ of /.test(document.querySelector('#filters [role=status]').textContent));
  }
  if ((await shownEvents(page)).join() !== ownEvents.join()) problems.push(`${file}: without a filter the page's own events don't come back`);

  const query = new URLSearchParams({ [names[0]]: frequent[names[0]] });
  await go(`${address(pages[1])}?${query}`);
  await page.waitForFunction(() => /\d of \d/.test(document.querySelector('#filters [role=status]').textContent), undefined, { timeout: 5000 })
    .catch(() => problems.push(`${file}?${query} does not open filtered`));
  if (await page.inputValue(`#f-${names[0]}`) !== frequent[names[0]]) problems.push(`${file}?${query}: the choice is not shown`);
  return problems;
}

/** What the events of a site can be found by, as its data has them. */
function listed(site) {
  const slug = (tag) => tag.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, '-');
  const ids = (parties = []) => parties.map((party) => party.id);
  return new Map(JSON.parse(site.read('timeline.json')).events.map((event) => [event.id, {
    kind: [event.kind], person: ids(event.people), organization: ids(event.organizations), tag: (event.tags ?? []).map(slug),
  }]));
}

/** What stands there most often, but not everywhere. */
function mostFrequent(values, all) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].filter(([, count]) => count < all).sort((a, b) => b[1] - a[1])[0]?.[0];
}

function number(count) {
  return count.toLocaleString('en');
}

/** The ids of the events that a list shows, cards or lines. */
function shownEvents(page) {
  return page.evaluate(() => [...document.querySelectorAll('main :is(ol.timeline, ol.lines) > li')].filter((item) => item.checkVisibility())
    .map((item) => item.querySelector('a[href*="events/"]').href.split('/events/')[1].split('/')[0]));
}

async function eventsOf(page) {
  return page.evaluate((attributes) => [...document.querySelectorAll('article.event')].map((event, index) => ({
    id: String(index),
    ...Object.fromEntries(attributes.map((attribute) => [attribute, (event.getAttribute(attribute) ?? '').split(/\s+/).filter(Boolean)])),
  })), Object.values(FILTERS));
}

function matching(events, wanted) {
  return events.filter((event) => Object.entries(wanted).every(([attribute, value]) => event[attribute].includes(value))).map((event) => event.id);
}

function byAttribute(chosen) {
  return Object.fromEntries(Object.entries(chosen).map(([name, value]) => [FILTERS[name], value]));
}

/** A kind and a person that meet in some event, and leave as few events as possible. */
function pairOf(events) {
  return events.flatMap((event) => event['data-kind'].flatMap((kind) => event['data-people'].map((person) => ({ kind, person }))))
    .map((pair) => ({ pair, left: matching(events, byAttribute(pair)).length }))
    .sort((a, b) => a.left - b.left)[0]?.pair;
}

async function choose(page, chosen) {
  for (const [name, value] of Object.entries(chosen)) await page.selectOption(`#filters select[name=${name}]`, value);
}

/** Waits up to two seconds for the page to show just these events, say their number and carry the address. */
async function compare(page, expected, address) {
  const wanted = { expected, address };
  await page.waitForFunction(showsExpected, wanted, { timeout: 2000, polling: 50 }).catch(() => {});
  // The number is announced after a pause, so that a screen reader can finish the option first.
  for (let waited = 0; waited < 2000 && (await page.evaluate(reportState, wanted)).length > 0; waited += 100) await page.waitForTimeout(100);
  return page.evaluate(reportState, wanted);
}

function showsExpected({ expected }) {
  const shown = [...document.querySelectorAll('article.event')].flatMap((event, index) => (event.checkVisibility() ? [String(index)] : []));
  return shown.join() === expected.join();
}

function reportState({ expected, address }) {
  const label = JSON.stringify(address);
  const shown = [...document.querySelectorAll('article.event')].flatMap((event, index) => (event.checkVisibility() ? [String(index)] : []));
  const problems = shown.join() === expected.join() ? [] : [`${label}: ${shown.length} events are shown, ${expected.length} expected`];
  const here = new URLSearchParams(location.search);
  problems.push(...Object.entries(address).filter(([name, value]) => here.get(name) !== value).map(([name, value]) => `${label}: the address says ${name}=${here.get(name)}, not ${value}`));
  const filtering = Object.values(address).some((value) => value !== null);
  const announced = document.querySelector('[role=status]')?.textContent.replace(/(\d)[\s.,\u202f\u00a0](?=\d{3})/g, '$1') ?? '';
  if (filtering && !(announced.match(/\d+/g) ?? []).includes(String(expected.length))) problems.push(`${label}: the status says "${announced.trim()}", without the number ${expected.length}`);
  return problems;
}
