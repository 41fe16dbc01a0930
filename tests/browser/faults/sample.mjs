// A small site made by hand, right in everything the suites look at: what a fault is then put into.

import fs from 'node:fs';
import path from 'node:path';

const PEOPLE = { 'ida-bloom': 'Ida Bloom', 'noor-vale': 'Noor Vale' };
const KINDS = { resignation: 'Resignation', report: 'Report', inquiry: 'Inquiry' };
const SOURCES = {
  'courier-2031-04-06': { title: 'Warden gone by nightfall', url: 'https://courier.example/2031/warden-gone' },
  'ledger-2031-04-05': { title: 'Licences were sold, board members say', url: 'https://ledger.example/licences-sold' },
};
const EVENTS = [
  { id: '2031-04-04-ledger-report', date: '2031-04-04', says: '4 April 2031', title: 'The Ledger reports that licences were sold', kind: 'report', people: ['ida-bloom', 'noor-vale'], source: 'ledger-2031-04-05' },
  { id: '2031-04-05-warden-resigns', date: '2031-04-05', says: '5 April 2031', title: 'The harbour warden resigns', kind: 'resignation', people: ['ida-bloom'], source: 'courier-2031-04-06' },
  { id: '2031-05-02-inquiry-opens', date: '2031-05-02', says: '2 May 2031', title: 'The Harbour Inquiry opens in 港务局大楼', kind: 'inquiry', people: ['noor-vale'], source: 'courier-2031-04-06' },
  { id: '2032-05-02-inquiry-finds', date: '2032-05-02', says: '2 May 2032', title: 'The inquiry finds no evidence of a sale', kind: 'inquiry', people: ['ida-bloom'], source: 'ledger-2031-04-05' },
];

/** Writes the sample into `folder`. */
export function writeSample(folder) {
  for (const [file, text] of Object.entries(sample())) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
}

function sample() {
  const years = [...new Set(EVENTS.map((event) => event.date.slice(0, 4)))];
  const files = { 'style.css': STYLE, 'timeline.js': TIMELINE, 'search.js': SEARCH, 'search/index.json': JSON.stringify(searchIndex()) };
  const add = (file, title, body, scripts = []) => { files[file] = page(file, title, body, scripts); };

  add('index.html', 'The harbour licences', (to) => `${overview()}${form()}<p role="status" id="count"></p>
${years.map((year) => `<section aria-labelledby="y${year}"><h2 id="y${year}"><a href="${to(`${year}/index.html`)}">${year}</a></h2>${list(EVENTS.filter((event) => event.date.startsWith(year)), to, 'h3')}</section>`).join('\n')}
<p><a href="${to('all/index.html')}">All of it, for print</a></p>`, ['timeline.js']);
  add('all/index.html', 'The harbour licences, whole', (to) => list(EVENTS, to, 'h2', true));
  for (const year of years) add(`${year}/index.html`, `The year ${year}`, (to) => list(EVENTS.filter((event) => event.date.startsWith(year)), to, 'h2'));
  for (const event of EVENTS) {
    add(`events/${event.id}/index.html`, event.title, (to) => `<p><time datetime="${event.date}">${event.says}</time></p>
<p>This is told by a paper.<sup><a href="#s1" id="c1" aria-label="Source 1">1</a></sup></p>
<p>${event.people.map((id) => `<a href="${to(`people/${id}/index.html`)}">${PEOPLE[id]}</a>`).join(', ')}</p>
<h2>Sources</h2><ol><li id="s1"><a href="${to(`sources/${event.source}/index.html`)}">${SOURCES[event.source].title}</a>, <a class="address" href="${SOURCES[event.source].url}#:~:text=gone">the article</a> <a href="#c1" aria-label="Back to the text">↩</a></li></ol>`);
  }
  add('sources/index.html', 'Sources', (to) => `<ul>${Object.entries(SOURCES).map(([id, source]) => `<li><a href="${to(`sources/${id}/index.html`)}">${source.title}</a></li>`).join('')}</ul>`);
  for (const [id, source] of Object.entries(SOURCES)) add(`sources/${id}/index.html`, source.title, (to) => `<p><a href="${source.url}">The article</a></p>${list(EVENTS.filter((event) => event.source === id), to, 'h2')}`);
  add('people/index.html', 'People', (to) => `<ul>${Object.entries(PEOPLE).map(([id, name]) => `<li><a href="${to(`people/${id}/index.html`)}">${name}</a></li>`).join('')}</ul>`);
  for (const [id, name] of Object.entries(PEOPLE)) add(`people/${id}/index.html`, name, (to) => list(EVENTS.filter((event) => event.people.includes(id)), to, 'h2'));
  add('search/index.html', 'Search', (to) => `<form role="search" class="scripted"><label for="q">Search for</label> <input type="search" id="q" name="q"></form>
<p role="status" id="found"></p><ul id="results"></ul>
<p>Or look through the <a href="${to('sources/index.html')}">sources</a> and the <a href="${to('people/index.html')}">people</a>.</p>`, ['search.js']);
  add('404.html', 'Not found', (to) => `<p><a href="${to('index.html')}">To the timeline</a></p>`);
  files['404.html'] = files['404.html'].replaceAll(/(href)="(?!#|data:)/g, '$1="/any/sub/path/');
  files['events/warden-steps-down/index.html'] = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Moved</title><meta http-equiv="refresh" content="0; url=../2031-04-05-warden-resigns/index.html"></head><body><main><h1>Moved</h1><p><a href="../2031-04-05-warden-resigns/index.html">The harbour warden resigns</a></p></main></body></html>';
  return files;
}

function page(file, title, body, scripts) {
  const up = '../'.repeat(file.split('/').length - 1);
  const to = (target) => up + target;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'">
<title>${title}</title>
<link rel="stylesheet" href="${to('style.css')}">
<link rel="icon" href="data:,">
${scripts.map((script) => `<script src="${to(script)}" defer></script>`).join('\n')}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header><nav aria-label="Main"><a href="${to('index.html')}">Timeline</a> <a href="${to('sources/index.html')}">Sources</a> <a href="${to('people/index.html')}">People</a> <a href="${to('search/index.html')}">Search</a></nav></header>
<main id="main" tabindex="-1">
<h1>${title}</h1>
${body(to)}
</main>
<footer><p>The harbour archive</p></footer>
</body>
</html>
`;
}

function overview() {
  return '<p>What happened at the harbour, and who said so.</p>';
}

function form() {
  const select = (name, label, options) => `<label for="f-${name}">${label}</label> <select id="f-${name}" name="${name}"><option value="">All</option>${Object.entries(options).map(([value, text]) => `<option value="${value}">${text}</option>`).join('')}</select>`;
  return `<form id="filters" class="scripted" aria-label="Filter the events">${select('kind', 'Kind', KINDS)} ${select('person', 'Person', PEOPLE)} ${select('organization', 'Organization', { 'harbour-board': 'Harbour Board' })} ${select('tag', 'Tag', { licences: 'Licences' })}</form>`;
}

function list(events, to, heading, addresses = false) {
  return `<ol class="timeline">${events.map((event) => `<li><article class="event" data-kind="${event.kind}" data-people="${event.people.join(' ')}" data-organizations="harbour-board" data-tags="licences">
<${heading}><a href="${to(`events/${event.id}/index.html`)}">${event.title}</a></${heading}><p><time datetime="${event.date}">${event.says}</time>, ${KINDS[event.kind].toLowerCase()}</p>${addresses ? `<p>Source: <a class="address" href="${SOURCES[event.source].url}">${SOURCES[event.source].title}</a></p>` : ''}</article></li>`).join('\n')}</ol>`;
}

function searchIndex() {
  return [
    ...EVENTS.map((event) => ({ title: event.title, at: `../events/${event.id}/index.html` })),
    ...Object.entries(SOURCES).map(([id, source]) => ({ title: source.title, at: `../sources/${id}/index.html` })),
    ...Object.entries(PEOPLE).map(([id, name]) => ({ title: name, at: `../people/${id}/index.html` })),
  ];
}

const STYLE = `:root { color-scheme: light dark; --paper: #fff; --ink: #111; --link: #003d99; }
@media (prefers-color-scheme: dark) { :root { --paper: #111; --ink: #eee; --link: #9cf; } }
body { background: var(--paper); color: var(--ink); font: 1.125rem/1.5 serif; margin: 0 auto; max-width: 40rem; padding: 1rem; overflow-wrap: anywhere; }
a { color: var(--link); display: inline-block; min-height: 24px; min-width: 24px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 0; background: var(--paper); }
:focus-visible { outline: 3px solid currentcolor; outline-offset: 1px; }
select, input { font: inherit; min-height: 2rem; max-width: 100%; }
[hidden] { display: none; }
@media (scripting: none) { .scripted { display: none; } }
@media print { nav, .skip, .scripted { display: none; } a.address::after { content: " (" attr(href) ")"; } }
`;

const TIMELINE = `'use strict';
const form = document.getElementById('filters');
const events = [...document.querySelectorAll('article.event')];
const attributes = { kind: 'kind', person: 'people', organization: 'organizations', tag: 'tags' };
function show() {
  const chosen = [...new FormData(form)].filter(([, value]) => value);
  let left = 0;
  for (const event of events) {
    const fits = chosen.every(([name, value]) => event.dataset[attributes[name]].split(' ').includes(value));
    event.closest('li').hidden = !fits;
    if (fits) left += 1;
  }
  for (const section of document.querySelectorAll('main section')) section.hidden = !section.querySelector('li:not([hidden])');
  document.getElementById('count').textContent = chosen.length ? left + ' of ' + events.length + ' events' : '';
  return chosen;
}
form.addEventListener('change', () => {
  const query = new URLSearchParams(show()).toString();
  history.replaceState(null, '', query ? '?' + query : location.pathname);
});
for (const [name, value] of new URLSearchParams(location.search)) if (form.elements[name]) form.elements[name].value = value;
if (location.search) show();
`;

const SEARCH = `'use strict';
const field = document.getElementById('q');
const results = document.getElementById('results');
const found = document.getElementById('found');
let index;
async function search() {
  const query = field.value;
  results.setAttribute('aria-busy', true);
  await answer();
  if (query === field.value) results.setAttribute('aria-busy', false);
}
async function answer() {
  const query = field.value.trim().toLowerCase();
  results.replaceChildren();
  if (!query) return;
  if (location.protocol === 'file:') { found.textContent = 'Search needs a server; the lists below are complete.'; return; }
  index ??= await (await fetch('index.json')).json();
  results.replaceChildren();
  for (const entry of index) {
    const at = entry.title.toLowerCase().indexOf(query);
    if (at < 0) continue;
    const link = document.createElement('a');
    link.href = entry.at;
    const mark = document.createElement('mark');
    mark.textContent = entry.title.slice(at, at + query.length);
    link.append(entry.title.slice(0, at), mark, entry.title.slice(at + query.length));
    const item = document.createElement('li');
    item.append(link);
    results.append(item);
  }
  found.textContent = results.children.length + ' found';
}
field.addEventListener('input', search);
document.querySelector('form').addEventListener('submit', (event) => event.preventDefault());
field.value = new URLSearchParams(location.search).get('q') ?? '';
search();
`;
