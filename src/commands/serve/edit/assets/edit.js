// Part of `dateline serve --edit`, never of a published site. The form works without it: it checks while somebody types,
// adds and takes out entries, and shows the page as it will look.
(() => {
  'use strict';
  const form = document.getElementById('form');
  if (!form) return;
  const main = document.getElementById('main');
  const state = document.getElementById('state');
  const PAUSE = 200;
  document.documentElement.classList.add('scripted');

  const el = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  // Words in which what stands between backticks is code.
  const words = (parent, text) => {
    text.split('`').forEach((part, index) => parent.append(index % 2 ? el('code', {}, part) : part));
    return parent;
  };
  const capitalized = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const counted = (number, word) => (number === 1 ? `1 ${word}` : `${number} ${word}s`);

  // ---- What was typed

  // What came back with something to mend is saved nowhere yet.
  let isChanged = Boolean(document.querySelector('#problems li, .notice.alert'));
  let asked = 0;
  let typed = 0;
  let timer;
  let running;

  const sent = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'));

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE);
  };

  const changed = () => {
    isChanged = true;
    typed += 1;
    main.dataset.checked = 'no';
    later();
  };

  const check = async () => {
    const number = (asked += 1);
    const seen = typed;
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch('/_dateline/edit/check', { method: 'POST', body: sent(), signal: running.signal });
      if (number !== asked) return;
      if (!answer.ok) {
        state.textContent = answer.status === 403 ? 'The preview was started again: copy what you wrote, and load this page anew.' : 'The check failed.';
        return;
      }
      const found = await answer.json();
      await released();
      if (number !== asked) return;
      show(found);
      // Somebody may have typed on meanwhile.
      if (seen === typed) main.dataset.checked = 'yes';
    } catch (error) {
      if (error.name !== 'AbortError') state.textContent = 'The preview doesn’t answer. Nothing is saved until it does.';
    }
  };

  // ---- What the checks say

  // A line that comes or goes between the press and the release of a mouse moves the button away under it, and the
  // click is lost: nothing is shown until the mouse is released and its click was heard.
  let isPressed = false;
  const afterRelease = [];
  const released = () => (isPressed ? new Promise((resolve) => afterRelease.push(resolve)) : Promise.resolve());
  const release = () => setTimeout(() => {
    isPressed = false;
    for (const resolve of afterRelease.splice(0)) resolve();
  });
  addEventListener('pointerdown', () => { isPressed = true; }, { capture: true });
  for (const kind of ['pointerup', 'pointercancel']) addEventListener(kind, release, { capture: true });
  // Of the window alone: it is left with the mouse held down.
  addEventListener('blur', release);

  // Warnings of a field that is still empty would meet an editor before the first letter.
  const touched = new Set();
  const isTouched = (field) => !form.dataset.fresh || [...touched].some((name) => field === name || field.startsWith(name + '.') || name.startsWith(field + '.'));

  const show = (found) => {
    for (const said of form.querySelectorAll('[data-said]')) said.replaceChildren();
    for (const control of form.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
    for (const [field, date] of Object.entries(found.dates)) {
      place(field)?.append(el('p', { class: 'date' }, el('code', {}, date.edtf), ' · ', date.words));
    }
    const shown = found.diagnostics.filter((diagnostic) => isTouched(diagnostic.field));
    for (const diagnostic of shown) {
      const at = diagnostic.field && place(diagnostic.field);
      if (!at) continue;
      at.append(told(diagnostic));
      if (diagnostic.severity === 'error') control(diagnostic.field)?.setAttribute('aria-invalid', 'true');
    }
    summary(shown);
    statuses(found.statuses);
    const errors = shown.filter((diagnostic) => diagnostic.severity === 'error').length;
    const parts = [];
    if (errors) parts.push(counted(errors, 'error'));
    if (shown.length > errors) parts.push(counted(shown.length - errors, 'warning'));
    const text = parts.length ? parts.join(', ') : found.diagnostics.length ? '' : 'Nothing is wrong';
    // Who can't see the field hears what is said at the one that they are in.
    const here = document.activeElement?.closest('[data-field]')?.dataset.field;
    const heard = shown.filter((diagnostic) => here && diagnostic.field === here).map((diagnostic) => `. ${capitalized(diagnostic.severity)}: ${diagnostic.message.replaceAll('`', '')}`).join('');
    if (state.textContent !== text + heard) state.replaceChildren(text, ...(heard ? [el('span', { class: 'visually-hidden' }, heard)] : []));
    const id = document.getElementById('new_id');
    if (id && found.id) id.placeholder = found.id;
    live(found.page);
    form.dispatchEvent(new CustomEvent('checked', { detail: found }));
  };

  // Where something about a field is said: at the field, or at what holds it.
  const place = (field) => {
    for (let name = field; name; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
      const said = form.querySelector(`[data-said="${CSS.escape(name)}"]`);
      if (said) {
        said.closest('details')?.setAttribute('open', '');
        return said;
      }
    }
    return null;
  };
  const named = (field) => form.querySelector(`[name="${CSS.escape(field)}"]`);
  const control = (field) => document.getElementById(field) ?? named(field);

  const CREATABLE = { 'unknown-source': ['source'], 'unknown-person': ['person'], 'unknown-organization': ['organization'], 'unknown-party': ['person', 'organization'], 'unknown-place': ['place'], 'unknown-claim': ['claim'] };

  const told = (diagnostic) => {
    const box = el('div', { class: diagnostic.severity });
    box.append(words(el('p', {}, el('strong', {}, capitalized(diagnostic.severity) + ': ')), diagnostic.message));
    if (diagnostic.help) box.append(words(el('p', { class: 'help' }), diagnostic.help));
    // A date that was meant, in EDTF.
    const meant = diagnostic.code === 'invalid-date' && /^write `([^`]+)`$/.exec(diagnostic.help ?? '')?.[1];
    const field = meant && document.getElementById(diagnostic.field);
    if (field) {
      const button = el('button', { type: 'button', class: 'create' }, `Write ${meant}`);
      button.addEventListener('click', () => {
        field.value = meant;
        field.focus();
        field.dispatchEvent(new Event('input', { bubbles: true }));
      });
      box.append(button);
    }
    const name = diagnostic.message.split('`')[1];
    for (const kind of (name && CREATABLE[diagnostic.code]) || []) {
      const button = el('button', { type: 'button', class: 'create' }, `Create ${kind} “${name}”`);
      button.addEventListener('click', () => create(kind, name, box.closest('[data-field]')));
      box.append(button);
    }
    return box;
  };

  const summary = (found) => {
    const section = document.getElementById('problems');
    section.replaceChildren();
    const elsewhere = found.filter((diagnostic) => !diagnostic.field || !place(diagnostic.field));
    if (elsewhere.length === 0) return;
    const list = el('ul');
    for (const diagnostic of elsewhere) {
      list.append(words(el('li', { class: diagnostic.severity }, el('strong', {}, capitalized(diagnostic.severity) + ': ')), `${diagnostic.message} (\`${diagnostic.place}\`)`));
    }
    section.append(el('h2', { id: 'problems-title' }, 'In other files'), list);
  };

  const statuses = (found) => {
    const box = document.getElementById('statuses');
    box.replaceChildren();
    for (const line of form.querySelectorAll('[data-statuses]')) {
      const claim = named(line.closest('[data-entry]').dataset.entry + '.claim')?.value;
      const status = found.find((status) => status.claim === claim);
      const text = status ? `${status.before && status.before !== status.after ? `Before: ${status.before}\n` : ''}Readers see: ${status.after || 'nothing yet'}` : '';
      if (line.textContent !== text) line.textContent = text;
    }
    if (found.length === 0) return;
    const list = el('dl', { class: 'statuses' });
    for (const status of found) {
      list.append(el('dt', {}, status.label),
        el('dd', {}, el('span', { class: 'when' }, 'Before: '), status.before || 'nothing is told'),
        el('dd', {}, el('span', { class: 'when' }, 'After: '), status.after || 'nothing is told'));
    }
    box.append(list);
  };

  // ---- The page as it will look

  const frame = document.getElementById('page');
  let scroll = 0;
  frame?.addEventListener('load', () => { try { frame.contentWindow.scrollTo(0, scroll); } catch { /* an error page of the browser's */ } });
  frame?.closest('details').addEventListener('toggle', (event) => { if (event.target.open && typed > 0) check(); });
  const live = (address) => {
    if (!frame || !address) return;
    document.getElementById('no-page')?.remove();
    frame.hidden = false;
    // Nobody looks at it while it is folded up; and what the form was opened with is there already.
    if (!frame.offsetParent || (typed === 0 && frame.getAttribute('src'))) return;
    try { scroll = frame.contentWindow.scrollY; } catch { scroll = 0; }
    // Not `src`: each would be a step of the browser's history.
    frame.contentWindow.location.replace(address);
  };

  // ---- Entries

  const numberOf = (list) => {
    const taken = [...list.querySelectorAll(':scope > [data-entry]')].map((entry) => Number(entry.dataset.entry.split('.').pop()));
    return Math.max(-1, ...taken) + 1;
  };

  const add = (list) => {
    const template = list.querySelector(':scope > template');
    const holder = document.createElement('div');
    holder.innerHTML = template.innerHTML.replaceAll('{n}', String(numberOf(list)));
    const entry = holder.firstElementChild;
    template.before(entry);
    prepare(entry);
    (entry.querySelector('input:not([type=hidden]), select, textarea'))?.focus();
    changed();
    return entry;
  };

  const take = (entry) => {
    const list = entry.closest('[data-list]') ?? entry.parentElement.closest('[data-field]') ?? form;
    entry.remove();
    (list.querySelector(':scope > .add') ?? list).focus();
    changed();
  };

  form.addEventListener('click', (event) => {
    const button = event.target.closest('button[name=action]');
    if (!button) return;
    if (button.classList.contains('add')) {
      event.preventDefault();
      add(button.closest('[data-list]'));
    } else if (button.classList.contains('remove')) {
      event.preventDefault();
      take(button.closest('[data-entry], [data-created]'));
    } else if (button.classList.contains('create')) {
      event.preventDefault();
      const [, kind, ...name] = button.value.split(' ');
      create(kind, name.join(' '), button.closest('[data-field]'));
    } else if (button.classList.contains('check')) {
      event.preventDefault();
      delete form.dataset.fresh;
      check();
    }
  });

  // Creates a file in the same change, and refers to it where `at` is.
  const create = async (kind, name, at) => {
    const created = [...form.querySelectorAll('[data-created]')];
    const number = Math.max(-1, ...created.map((box) => Number(box.dataset.created.split('.')[1]))) + 1;
    const taken = created.map((box) => named(box.dataset.created + '.new_id')?.value).join(',');
    const answer = await fetch('/_dateline/edit/created?' + new URLSearchParams({ kind, name, number, taken }));
    if (!answer.ok) return;
    const { id, markup } = await answer.json();
    const holder = document.createElement('div');
    holder.innerHTML = markup;
    const box = holder.firstElementChild;
    document.getElementById('created').append(box);
    const list = at?.closest('[data-list]') ?? at;
    if (list && !list.matches('[data-body]')) list.after(box);
    if (at) form.dispatchEvent(new CustomEvent('created', { detail: { kind, name, id, at } }));
    prepare(box);
    const empty = [...box.querySelectorAll('input, textarea, select')].find((field) => field.type !== 'hidden' && field.offsetParent && !field.value);
    (empty ?? box.querySelector('input:not([type=hidden]), textarea'))?.focus();
    changed();
  };

  // ---- Stances: only the keys that this one may have, those that it needs marked

  const ALWAYS = new Set(['by', 'stance', 'claim', 'concerns', 'citing']);
  const fit = (entry) => {
    const select = entry.querySelector('select[name$=".stance"]');
    if (!select) return;
    const option = select.selectedOptions[0];
    const may = new Set((option?.dataset.may ?? '').split(' '));
    const needs = new Set((option?.dataset.needs ?? '').split(' '));
    for (const field of entry.querySelectorAll(':scope > .field')) {
      const key = field.dataset.key;
      const input = field.querySelector('input, select, textarea');
      const has = Boolean(named(field.dataset.field)?.value);
      const fits = ALWAYS.has(key) ? key !== 'concerns' || !select.value || may.has('concerns') : may.has(key);
      field.hidden = !fits && !has;
      field.classList.toggle('needed', needs.has(key));
      if (input && key !== 'stance' && key !== 'claim') input.toggleAttribute('aria-required', needs.has(key));
    }
  };

  form.addEventListener('change', (event) => {
    const entry = event.target.closest('.sentence');
    if (entry) fit(entry);
  });
  form.addEventListener('input', (event) => {
    if (event.target.name) touched.add(event.target.name);
    grow(event.target);
    changed();
  });
  form.addEventListener('change', (event) => {
    if (event.target.name) touched.add(event.target.name);
    changed();
  });

  const grow = (field) => {
    if (field.tagName !== 'TEXTAREA' || CSS.supports('field-sizing', 'content')) return;
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight + 2}px`;
  };

  const prepare = (root) => {
    root.querySelectorAll('.sentence').forEach(fit);
    if (root.matches?.('.sentence')) fit(root);
    root.querySelectorAll('textarea').forEach(grow);
    form.dispatchEvent(new CustomEvent('prepare', { detail: root }));
  };

  // ---- Nothing is lost

  addEventListener('beforeunload', (event) => { if (isChanged) event.preventDefault(); });
  form.addEventListener('submit', () => { isChanged = false; });

  // A link to a field leads to what can be typed into, even where that stands in for the field.
  main.addEventListener('click', (event) => {
    const link = event.target.closest('#problems a[href^="#"]');
    const field = link && control(decodeURIComponent(link.hash.slice(1)));
    if (!field) return;
    event.preventDefault();
    field.closest('details')?.setAttribute('open', '');
    field.focus();
  });

  window.datelineForm = { form, el, create, changed };
  addEventListener('DOMContentLoaded', () => {
    if (!named('id').value && !document.querySelector('.notice, #problems li')) form.dataset.fresh = 'yes';
    prepare(form);
    const focus = form.dataset.focus;
    if (focus) {
      const at = document.getElementById(focus) ?? form.querySelector(`[data-entry="${CSS.escape(focus)}"], [data-created="${CSS.escape(focus)}"]`);
      (at?.matches('fieldset') ? at.querySelector('input:not([type=hidden]), select, textarea') ?? at : at)?.focus();
    }
    check();
  });
})();
