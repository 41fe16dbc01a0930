// One fault for each thing that the suites claim to notice: what is broken, which test must say so, in which words.

const EVENT = 'events/2031-04-05-warden-resigns/index.html';

export const FAULTS = [
  { name: 'a paragraph inside a list', suite: 'html', test: 'Nu HTML', says: 'not allowed as child', make: ({ replace }) => replace('index.html', '<ol class="timeline">', '<ol class="timeline"><p>stray</p>') },
  { name: 'a time that is none', suite: 'html', test: 'Nu HTML', says: 'datetime', make: ({ replace }) => replace(EVENT, 'datetime="2031-04-05"', 'datetime="196X"') },
  { name: 'a heading level left out', suite: 'html', test: 'html-validate', says: 'heading-level', make: ({ replace }) => replace(EVENT, /h2>/g, 'h4>') },
  { name: 'a picture without a text alternative', suite: 'html', test: 'html-validate', says: 'wcag/h37', make: ({ replace }) => replace(EVENT, '<h2>', '<img src="data:,"><h2>') },

  { name: 'an absolute link', suite: 'links', test: 'is absolute', says: '/sources/index.html is absolute', make: ({ replace }) => replace(EVENT, '../../sources/index.html', '/sources/index.html') },
  { name: 'a dead link', suite: 'links', test: 'is dead', says: 'leads to nothing', make: ({ replace }) => replace(EVENT, '../../people/ida-bloom/index.html', '../../people/ida-blom/index.html') },
  { name: 'a dead picture', suite: 'links', test: 'is dead', says: 'leads to nothing', make: ({ replace }) => replace(EVENT, '<h2>', '<img src="letter.jpg" srcset="letter-2.jpg 2x" alt="A letter"><h2>') },
  { name: 'a link to a folder', suite: 'links', test: 'names a file', says: 'leads to a folder', make: ({ replace }) => replace(EVENT, '../../people/ida-bloom/index.html', '../../people/ida-bloom/') },
  { name: 'a missing anchor', suite: 'links', test: 'no anchor', says: 'has no such anchor', make: ({ replace }) => replace(EVENT, 'id="s1"', 'id="s2"') },
  { name: 'a picture from elsewhere', suite: 'links', test: 'another host', says: 'img loads', make: ({ replace }) => replace(EVENT, '<h2>', '<img src="https://cdn.example/a.png" alt="A"><h2>') },
  { name: 'a font from elsewhere', suite: 'links', test: 'another host', says: 'style.css: loads', make: ({ append }) => append('style.css', '@font-face { font-family: X; src: url("//fonts.example/x.woff2"); }') },
  { name: 'a script address as a link', suite: 'links', test: 'only http', says: 'has a scheme that is not allowed', make: ({ replace }) => replace(EVENT, 'https://courier.example/2031/warden-gone#', 'javascript:alert(1)//#') },
  { name: 'a page that no link leads to', suite: 'links', test: 'can be reached', says: 'places/harbour-office/index.html', make: ({ write }) => write('places/harbour-office/index.html', '<!DOCTYPE html><html lang="en"><title>x</title><h1>x</h1></html>') },

  { name: 'a console message', suite: 'everywhere', test: 'every page is quiet under', says: 'console warning', make: ({ append }) => append('timeline.js', 'console.warn("look");') },
  { name: 'a script error on disk', suite: 'everywhere', test: 'the case: one page of every type is quiet from', says: 'script error', make: ({ append }) => append('timeline.js', 'if (location.protocol === "file:") throw new Error("no");') },
  { name: 'a request to another host', suite: 'everywhere', test: 'every page is quiet under', says: 'request to https://count.example', make: ({ append, replace }) => { replace('index.html', /<meta http-equiv="Content-Security-Policy"[^>]*>/, ''); append('timeline.js', 'fetch("https://count.example/hit");'); } },
  { name: 'an inline script that the policy refuses', suite: 'everywhere', test: 'every page is quiet under', says: 'console error', make: ({ replace }) => replace(EVENT, '<h2>', '<script>var a = 1</script><h2>') },
  { name: 'a file that is not there', suite: 'everywhere', test: 'every page is quiet under', says: 'status 404', make: ({ remove }) => remove('timeline.js') },
  { name: 'a redirect to nowhere', suite: 'everywhere', test: 'leads on', says: 'former addresses', make: ({ replace }) => replace('events/warden-steps-down/index.html', 'url=../2031-04-05-warden-resigns', 'url=../warden-resigned') },

  { name: 'a 404 page that only works at the top', suite: 'everywhere', test: 'not there', says: 'no link to the front page', make: ({ replace }) => replace('404.html', '/any/sub/path/', '') },
  { name: 'a 404 page whose links lead nowhere', suite: 'links', test: 'is dead', says: '404.html: /any/sub/path/sorces', make: ({ replace }) => replace('404.html', '/sources/', '/sorces/') },
  { name: 'a link with the whole address', suite: 'links', test: 'is absolute', says: 'timeline.example/any/sub/path/sources/index.html is absolute', make: ({ replace }) => replace(EVENT, '../../sources/index.html', 'https://timeline.example/any/sub/path/sources/index.html') },

  { name: 'too little contrast in the dark', suite: 'accessibility', test: 'axe', says: 'dark, 1280 px): color-contrast', make: ({ replace }) => replace('style.css', '--ink: #eee', '--ink: #444') },
  { name: 'a field without a label', suite: 'accessibility', test: 'axe', says: 'select-name', make: ({ replace }) => replace('index.html', /<label[^>]*>[^<]*<\/label>/g, '') },
  { name: 'no language', suite: 'accessibility', test: 'axe', says: 'html-has-lang', make: ({ replace }) => replace(EVENT, ' lang="en"', '') },

  { name: 'a language to which no page leads', suite: 'languages', test: 'leads to itself', says: 'there is no fr/', make: ({ write }) => { for (const file of ['fr/index.html', 'fr/search/index.html']) write(file, '<!doctype html><html lang="fr"><title>Une langue</title>'); } },
  { name: 'a line too wide for a narrow screen', suite: 'layout', test: 'scrolls sideways', says: '320 px: the page is 600 px wide', make: ({ append }) => append('style.css', 'main p { min-width: 584px; }') },
  { name: 'something that appears late', suite: 'layout', test: 'nothing shifts.*1280', says: 'shift of', make: ({ append }) => append('timeline.js', 'setTimeout(() => document.querySelector("h1").before(Object.assign(document.createElement("p"), { textContent: "Late news" })), 30);') },
  { name: 'something that moves on', suite: 'layout', test: 'nothing moves', says: 'animation pulse', make: ({ append }) => append('style.css', '@keyframes pulse { to { opacity: .5; } } h1 { animation: pulse 1s infinite; }') },

  { name: 'no outline on focus', suite: 'keyboard', test: 'index.html at 1280', says: 'focus cannot be seen', make: ({ replace }) => replace('style.css', ':focus-visible { outline: 3px solid', ':focus-visible { outline: 0 solid') },
  { name: 'focus under a fixed bar', suite: 'keyboard', test: 'index.html at 320', says: 'focus is hidden', make: ({ append }) => append('style.css', 'header { position: fixed; inset: 0 0 auto 0; height: 500px; background: red; } main { padding-top: 0; } .skip:focus { z-index: 2; }') },
  { name: 'a trap', suite: 'keyboard', test: 'index.html at 1280', says: 'the focus is trapped', make: ({ append }) => append('timeline.js', 'form.addEventListener("keydown", (event) => { if (event.key === "Tab") { event.preventDefault(); form.elements[0].focus(); } });') },
  { name: 'a control that Tab skips', suite: 'keyboard', test: 'index.html at 1280', says: 'Tab never reaches', make: ({ append }) => append('timeline.js', 'form.elements[1].addEventListener("focus", () => { form.elements[2].focus(); });') },
  { name: 'no skip link', suite: 'keyboard', test: 'skip link', says: 'is no link to the content', make: ({ replace }) => replace(EVENT, /<a class="skip"[^\n]*/, '') },
  { name: 'a skip link that stays out of sight', suite: 'keyboard', test: 'skip link', says: 'is out of sight', make: ({ replace }) => replace('style.css', '.skip:focus { left: 1rem;', '.skip:focus { left: -200rem;') },
  { name: 'a small button', suite: 'keyboard', test: 'at least 24 px', says: '× 16 px', make: ({ replace, append }) => { replace(EVENT, '<h2>', '<button type="button">x</button><h2>'); append('style.css', 'button { height: 16px; }'); } },

  { name: 'content that a script writes', suite: 'scripts-off', test: 'shows its content', says: 'cannot be seen', make: ({ append }) => append('style.css', '@media (scripting: none) { article { display: none; } }') },
  { name: 'a page that is empty without scripts', suite: 'scripts-off', test: 'shows its content', says: 'shows no text', make: ({ append }) => append('style.css', '@media (scripting: none) { main > * { display: none; } }') },
  { name: 'filters offered without scripts', suite: 'scripts-off', test: 'not offered', says: '#filters can be seen', make: ({ replace }) => replace('style.css', '.scripted { display: none; } }\n@media print', '.none { display: none; } }\n@media print') },
  { name: 'links to folders, opened from disk', suite: 'scripts-off', test: 'a click on an event', says: 'the click led to', make: ({ replace }) => replace('index.html', /(events\/[^"]*)index\.html/g, '$1') },

  { name: 'navigation in print', suite: 'print', test: 'index.html prints', says: 'navigation is printed', make: ({ replace }) => replace('style.css', '@media print { nav,', '@media print {') },
  { name: 'a menu in the PDF', suite: 'print', test: 'index.html prints', says: 'this menu is printed', make: ({ replace }) => replace('style.css', '@media print { nav,', '@media print {') },
  { name: 'addresses not written out', suite: 'print', test: 'prints its events', says: "no source's address is written out", make: ({ replace }) => replace('style.css', /a\.address::after \{[^}]*\}/, '') },
  { name: 'events missing in print', suite: 'print', test: 'index.html prints', says: 'this title is not printed', make: ({ append }) => append('style.css', '@media print { li:last-child article { display: none; } }') },

  { name: 'a heavy front page', suite: 'weight', test: 'front page', says: 'the front page is too heavy', make: ({ append }) => append('style.css', noise(110)) },
  { name: 'heavy scripts', suite: 'weight', test: 'all scripts', says: 'the scripts are too heavy', make: ({ append }) => append('timeline.js', noise(16)) },
  { name: 'a heavy page', suite: 'weight', test: 'no page but', says: EVENT, make: ({ append }) => append(EVENT, noise(110)) },
  { name: 'a script in the page', suite: 'weight', test: 'no script stands', says: 'a script in the page', make: ({ replace }) => replace(EVENT, '<h2>', '<script>var a = 1</script><h2>') },
  { name: 'a script that holds the page up', suite: 'weight', test: 'no script stands', says: 'holds up the page', make: ({ replace }) => replace('index.html', ' defer>', '>') },

  { name: 'a filter that looks at nothing', suite: 'filters', test: 'the case: each filter', says: 'events are shown', make: ({ replace }) => replace('timeline.js', 'event.dataset[attributes[name]]', 'event.dataset[attributes.kind === name ? name : "tags"] + " " + value + " " + event.dataset[attributes[name]]') },
  { name: 'a filter that the address does not keep', suite: 'filters', test: 'the case: each filter', says: 'the address says', make: ({ replace }) => replace('timeline.js', /history\.replaceState[^\n]*/, '') },
  { name: 'a count that is not told', suite: 'filters', test: 'the case: each filter', says: 'the status says', make: ({ replace }) => replace('timeline.js', "left + ' of ' + events.length + ' events'", "'Some events'") },
  { name: 'an option that leads nowhere', suite: 'filters', test: 'the case: each filter', says: 'leads to no event', make: ({ replace }) => replace('index.html', '<option value="report">', '<option value="raid">Raid</option><option value="report">') },
  { name: 'filters that do not combine', suite: 'filters', test: 'the case: filters combine', says: 'events are shown', make: ({ replace }) => replace('timeline.js', 'chosen.every(', '!chosen.length || chosen.some(') },
  { name: 'a year left empty', suite: 'filters', test: 'the case: filters combine', says: 'with no event left in it', make: ({ replace }) => replace('timeline.js', /for \(const section of[^\n]*/, '') },
  { name: 'an address that is not read', suite: 'filters', test: 'the case: an address', says: 'events are shown', make: ({ replace }) => replace('timeline.js', 'if (location.search) show();', '') },

  { name: 'a word that search does not know', suite: 'search', test: 'finds events', says: 'finds nothing', make: ({ replace }) => replace('search/index.json', 'evidence', 'proof') },
  { name: 'a result that leads elsewhere', suite: 'search', test: 'finds events', says: 'does not find', make: ({ replace }) => replace('search/index.json', '../events/', '../event/') },
  { name: 'a passage without its mark', suite: 'search', test: 'finds events', says: 'is not marked', make: ({ replace }) => replace('search.js', "createElement('mark')", "createElement('b')") },
  { name: 'a query that the address loses', suite: 'search', test: 'an address with a query', says: 'the search field shows', make: ({ replace }) => replace('search.js', /field\.value = new[^\n]*/, '') },
  { name: 'no word about nothing found', suite: 'search', test: 'finds nothing says', says: 'the status says nothing', make: ({ replace }) => replace('search.js', "found.textContent = results.children.length + ' found';", '') },
  { name: 'a query that becomes markup', suite: 'search', test: 'markup in a query', says: 'the query became markup', make: ({ replace }) => replace('search.js', "found.textContent = results.children.length + ' found'", 'found.innerHTML = field.value') },
  { name: 'a heavy index', suite: 'search', test: 'under 100 KiB', says: 'bytes', make: ({ replace }) => replace('search/index.json', '"title":"Ida Bloom"', `"text":"${noise(140).replace(/[^\w]/g, '')}","title":"Ida Bloom"`) },
  { name: 'search that needs a server and does not say so', suite: 'search', test: 'from a folder on disk', says: 'search from a folder on disk', make: ({ replace }) => { replace('search.js', "location.protocol === 'file:'", 'false'); } },

  { name: 'Firefox: a console message', suite: 'firefox', test: 'is quiet', says: 'console warning', make: ({ append }) => append('timeline.js', 'console.warn("look");') },
  { name: 'Firefox: too wide', suite: 'firefox', test: 'is quiet', says: 'px wide', make: ({ append }) => append('style.css', 'main p { min-width: 584px; }') },
  { name: 'Firefox: content that a script shows', suite: 'firefox', test: 'content without scripts', says: 'cannot be seen', make: ({ append }) => { append('style.css', 'article { display: none; }'); append('timeline.js', 'for (const event of events) event.style.display = "block";'); } },
  { name: 'Firefox: filters that fail on disk', suite: 'firefox', test: 'from a folder on disk, each', says: 'events are shown', make: ({ append }) => append('timeline.js', 'if (location.protocol === "file:") form.replaceWith(form.cloneNode(true));') },
  { name: 'Firefox: links to folders', suite: 'firefox', test: 'a click on an event', says: 'the click led to', make: ({ replace }) => replace('index.html', /(events\/[^"]*)index\.html/g, '$1') },
  { name: 'Firefox: search broken', suite: 'firefox', test: 'search finds', says: 'finds nothing', make: ({ replace }) => replace('search.js', "addEventListener('input', search)", "addEventListener('nothing', search)") },
];

/** So many KiB that do not compress, inside a comment that styles, scripts and (as a broken one) pages bear. */
function noise(kib) {
  let state = 1;
  let text = '';
  while (text.length < kib * 1024 * 1.4) {
    state = (state * 48271) % 2147483647;
    text += state.toString(36);
  }
  return `/*${text}*/`;
}
