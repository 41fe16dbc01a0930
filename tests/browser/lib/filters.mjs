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
