// Buttons and keys for the text: citing, linking, emphasis. They write the marks that a form without them is written with.
(() => {
  'use strict';
  if (!window.datelineForm) return;
  const { form, el, combobox } = window.datelineForm;
  const isApple = /Mac|iPhone|iPad/.test(navigator.platform);
  const key = (letter) => (isApple ? `⌘${letter}` : `Ctrl+${letter}`);

  // Puts words in the place of what is selected; a browser that can lets them be undone.
  const insert = (area, text, from = text.length, to = from) => {
    area.focus();
    const start = area.selectionStart;
    if (!document.execCommand('insertText', false, text)) {
      area.setRangeText(text, start, area.selectionEnd, 'end');
      area.dispatchEvent(new Event('input', { bubbles: true }));
    }
    area.setSelectionRange(start + from, start + to);
  };

  const selected = (area) => area.value.slice(area.selectionStart, area.selectionEnd);

  const emphasize = (area, mark) => {
    const text = selected(area);
    insert(area, `${mark}${text}${mark}`, mark.length, mark.length + text.length);
  };

  const dialog = (title, fields, done) => {
    const box = el('dialog', { 'aria-labelledby': 'dialog-title' });
    const inner = el('form', { method: 'dialog', class: 'dialog' }, el('h2', { id: 'dialog-title' }, title), ...fields,
      el('div', { class: 'save' }, el('button', { class: 'primary', value: 'yes' }, 'Insert'), el('button', { value: 'no', formnovalidate: '' }, 'Cancel')));
    box.append(inner);
    document.body.append(box);
    box.addEventListener('close', () => {
      const isDone = box.returnValue === 'yes';
      box.remove();
      done(isDone);
    });
    box.showModal();
    return box;
  };

  const labelled = (id, label, control, hint) => el('div', { class: 'field wide' }, el('label', { for: id }, label), ...(hint ? [el('p', { class: 'hint' }, hint)] : []), control);

  // A citation as the text has it, with a space before it where words end.
  const citation = (area, source, quote, where) => {
    const words = quote.replace(/\s+/g, ' ').trim();
    const quoted = !words ? '' : words.includes('"') ? `, “${words}”` : `, "${words}"`;
    const at = where.trim() ? `, ${where.trim()}` : '';
    const space = /\S$/.test(area.value.slice(0, area.selectionStart)) ? ' ' : '';
    return `${space}[@${source}${at}${quoted}]`;
  };

  // What was typed of a citation whose source is created first.
  const waiting = new WeakMap();

  const cite = (area) => {
    const start = area.selectionStart;
    const end = area.selectionEnd;
    let source = '';
    const holder = el('div', { class: 'chooser' });
    const quote = el('textarea', { id: 'cite-quote', rows: '3' });
    const where = el('input', { id: 'cite-where', type: 'text', autocomplete: 'off' });
    quote.value = area.value.slice(start, end);
    dialog('Cite a source', [
      labelled('cite-source', 'Source', holder),
      labelled('cite-quote', 'Exact words', quote, 'As they stand in the source; readers are led to them. May be empty.'),
      labelled('cite-where', 'Where', where, 'A page, a paragraph, a minute: page 12, paragraph 3, 00:12:34. May be empty.'),
    ], (isDone) => {
      area.focus();
      area.setSelectionRange(end, end);
      if (isDone && source) insert(area, citation(area, source, quote.value, where.value));
    });
    const input = combobox(holder, {
      id: 'cite-source',
      of: 'source',
      value: '',
      chosen: (entity) => {
        if (entity.creates) {
          waiting.set(area, [quote.value, where.value]);
          holder.closest('dialog').close('no');
          return void window.datelineForm.create('source', entity.name, area.closest('[data-field]'));
        }
        source = entity.id;
      },
      typed: (text) => { source = text.trim(); },
    });
    input.focus();
  };

  const LINKED = ['event', 'person', 'organization', 'place', 'source', 'claim', 'page'];
  const link = (area) => {
    const start = area.selectionStart;
    const end = area.selectionEnd;
    let target = '';
    const kind = el('select', { id: 'link-kind' }, ...[...LINKED, 'address'].map((word) => el('option', { value: word }, word === 'address' ? 'address on the web' : word)));
    const holder = el('div', { class: 'chooser' });
    const words = el('input', { id: 'link-words', type: 'text', autocomplete: 'off' });
    words.value = area.value.slice(start, end);
    const redraw = () => {
      target = '';
      holder.replaceChildren();
      if (kind.value === 'address') {
        const input = el('input', { id: 'link-target', type: 'url', autocomplete: 'off', placeholder: 'https://' });
        input.addEventListener('input', () => { target = input.value.trim(); });
        holder.append(input);
        return input;
      }
      return combobox(holder, {
        id: 'link-target',
        of: kind.value,
        value: '',
        mayCreate: false,
        chosen: (entity) => { target = entity.id; if (!words.value) words.value = entity.name; },
        typed: (text) => { target = text.trim(); },
      });
    };
    dialog('Link', [
      labelled('link-kind', 'To', kind),
      labelled('link-target', 'Which', holder),
      labelled('link-words', 'Words', words, 'What readers see.'),
    ], (isDone) => {
      area.focus();
      area.setSelectionRange(start, end);
      if (!isDone || !target) return;
      insert(area, `[${words.value.trim() || target}](${kind.value === 'address' ? target : `${kind.value}:${target}`})`);
    });
    kind.addEventListener('change', redraw);
    redraw();
    kind.focus();
  };

  const TOOLS = [
    ['Cite…', 'E', cite],
    ['Link…', 'K', link],
    ['Emphasis', 'I', (area) => emphasize(area, '*')],
    ['Strong', 'B', (area) => emphasize(area, '**')],
  ];

  const prepare = (root) => {
    for (const field of root.querySelectorAll('[data-body]')) {
      if (field.querySelector('.tools')) continue;
      const area = field.querySelector('textarea');
      const tools = el('div', { class: 'tools', role: 'group', 'aria-label': 'Text' });
      for (const [name, letter, run] of TOOLS) {
        const button = el('button', { type: 'button', title: key(letter), 'aria-keyshortcuts': isApple ? `Meta+${letter}` : `Control+${letter}` }, name);
        button.addEventListener('click', () => run(area));
        tools.append(button);
      }
      area.before(tools);
      area.addEventListener('keydown', (event) => {
        if (!(isApple ? event.metaKey : event.ctrlKey) || event.altKey || event.shiftKey) return;
        const tool = TOOLS.find(([, letter]) => letter.toLowerCase() === event.key.toLowerCase());
        if (!tool) return;
        event.preventDefault();
        tool[2](area);
      });
      // A source that was created from here is cited here.
      form.addEventListener('created', ({ detail }) => {
        if (detail.at !== field || detail.kind !== 'source') return;
        const [quote, where] = waiting.get(area) ?? ['', ''];
        waiting.delete(area);
        insert(area, citation(area, detail.id, quote, where));
      });
    }
  };
  form.addEventListener('prepare', (event) => prepare(event.detail));
})();
