// Chooses what a field refers to by typing, with the combobox of accessible-autocomplete; what isn't there can be created.
(() => {
  'use strict';
  if (!window.datelineForm) return;
  const { form, el, create, changed } = window.datelineForm;
  const CREATABLE = { source: ['source'], person: ['person'], organization: ['organization'], party: ['person', 'organization'], place: ['place'], claim: ['claim'], tag: ['tag'] };

  // By kind and id: what a thing is called. Those that are created here, too.
  const known = new Map();
  const made = [];
  const keep = (of, entity) => known.set(`${of} ${entity.id}`, entity);
  const named = (of, id) => known.get(`${of} ${id}`);

  const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const folded = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
  const isOf = (kind, of) => kind === of || (of === 'party' && (kind === 'person' || kind === 'organization'));

  const ask = async (parameters) => {
    const answer = await fetch('/_dateline/edit/choose?' + new URLSearchParams(parameters));
    return answer.ok ? answer.json() : [];
  };

  const holds = (entity, typed) => {
    const words = folded(`${entity.name} ${entity.detail} ${entity.id}`);
    return folded(typed).split(/\s+/).every((word) => words.includes(word));
  };

  let lastAsked = 0;
  const sourceFor = (of, mayCreate, holder) => {
    let shown = [];
    return async (typed, populate) => {
      const number = (lastAsked += 1);
      // What was offered for fewer letters and doesn't fit goes at once: nobody should take it who types on.
      shown = shown.filter((entity) => holds(entity, typed));
      holder.setAttribute('aria-busy', 'true');
      populate(shown);
      const found = await ask({ of, q: typed });
      if (number !== lastAsked) return;
      found.forEach((entity) => keep(of, entity));
      const own = made.filter((entity) => isOf(entity.kind, of) && folded(entity.name).includes(folded(typed)));
      shown = [...own, ...found];
      const isThere = shown.some((entity) => folded(entity.name) === folded(typed) || entity.id === typed);
      const offers = typed.trim() && !isThere && mayCreate ? (CREATABLE[of] ?? []).map((kind) => ({ creates: kind, name: typed.trim(), id: '' })) : [];
      holder.removeAttribute('aria-busy');
      populate([...shown, ...offers]);
    };
  };

  const suggestion = (entity) => {
    if (!entity) return '';
    if (typeof entity === 'string') return escaped(entity);
    if (entity.creates) return entity.creates === 'tag' ? `New tag “${escaped(entity.name)}”` : `Create ${entity.creates} “${escaped(entity.name)}”`;
    const detail = [entity.detail, entity.id === entity.name ? '' : entity.id].filter(Boolean).map(escaped).join(' · ');
    return `${escaped(entity.name)} <span class="detail">${detail}</span>`;
  };

  // Makes a combobox in `holder` for an input; `chosen` hears of what was taken, `typed` of every letter.
  const combobox = (holder, { id, of, value, isSeveral, chosen, typed, mayCreate = true, described = [] }) => {
    window.accessibleAutocomplete({
      element: holder,
      id,
      // It stands in for a field and is none itself.
      name: '',
      source: sourceFor(of, mayCreate, holder),
      autoselect: true,
      confirmOnBlur: false,
      minLength: 0,
      showAllValues: true,
      displayMenu: 'overlay',
      dropdownArrow: () => '',
      defaultValue: value,
      tNoResults: () => (holder.hasAttribute('aria-busy') ? 'Looking…' : 'Nothing is called so'),
      templates: {
        inputValue: (entity) => (!entity ? '' : isSeveral ? '' : typeof entity === 'string' ? entity : entity.name),
        suggestion,
      },
      onConfirm: (entity) => { if (entity) chosen(entity); },
    });
    const input = holder.querySelector('input');
    input.addEventListener('input', (event) => { event.stopPropagation(); typed(input.value); });
    // The combobox writes its own description now and then; ours stays beside it.
    const describe = () => {
      const ids = (input.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
      const missing = described.filter((own) => !ids.includes(own));
      if (missing.length) input.setAttribute('aria-describedby', [...ids, ...missing].join(' '));
    };
    new MutationObserver(describe).observe(input, { attributeFilter: ['aria-describedby'] });
    describe();
    return input;
  };

  // The ids that a field holds.
  const parts = (field) => field.value.split(field.tagName === 'TEXTAREA' ? '\n' : ',').map((part) => part.trim()).filter(Boolean);

  const enhance = (field) => {
    if (field.dataset.enhanced || field.closest('template')) return;
    field.dataset.enhanced = 'yes';
    const of = field.dataset.refersTo;
    const isSeveral = 'several' in field.dataset;
    const id = field.id;
    const holder = el('div', { class: 'chooser' });
    const chips = el('ul', { class: 'chips' });
    field.removeAttribute('id');
    field.removeAttribute('list');
    // Tags stand one a line, for they may have commas.
    const isByLine = field.tagName === 'TEXTAREA';
    if (isByLine) field.hidden = true;
    else field.type = 'hidden';
    field.after(holder);
    if (isSeveral) holder.before(chips);
    let ids = isSeveral ? parts(field) : [];
    let rest = '';

    const write = () => {
      field.value = isSeveral ? [...ids, rest.trim()].filter(Boolean).join(isByLine ? '\n' : ', ') : field.value;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    };
    const draw = () => {
      chips.replaceChildren(...ids.map((one) => {
        const name = named(of, one)?.name ?? one;
        const button = el('button', { type: 'button', 'aria-label': `Remove ${name}` }, '×');
        button.addEventListener('click', () => {
          ids = ids.filter((other) => other !== one);
          draw();
          write();
          holder.querySelector('input').focus();
        });
        return el('li', {}, name, button);
      }));
    };
    const take = (entity) => {
      if (entity.creates === 'tag') return void take({ id: entity.name });
      if (entity.creates) return void create(entity.creates, entity.name, field.closest('[data-field]'));
      if (!isSeveral) {
        field.value = entity.id;
      } else if (!ids.includes(entity.id)) {
        ids.push(entity.id);
      }
      rest = '';
      draw();
      write();
    };
    const input = combobox(holder, {
      id,
      of,
      isSeveral,
      value: isSeveral ? '' : named(of, field.value)?.name ?? field.value,
      chosen: take,
      typed: (text) => {
        if (isSeveral) rest = text;
        else field.value = text;
        write();
      },
      described: (field.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean),
    });
    // What the checks say of the field, they say of what stands in for it.
    form.addEventListener('created', ({ detail }) => {
      if (detail.at !== field.closest('[data-field]')) return;
      if (isSeveral) {
        ids = ids.filter((one) => one !== detail.name);
        ids.push(detail.id);
        rest = '';
      } else {
        field.value = detail.id;
      }
      draw();
      write();
    });
    draw();
    return input;
  };

  form.addEventListener('created', ({ detail }) => {
    const entity = { kind: detail.kind, id: detail.id, name: detail.name, detail: 'new' };
    made.push(entity);
    for (const of of ['party', detail.kind]) keep(of, entity);
  }, { capture: true });

  // First what the ids are called, all of a kind at once.
  const prepare = async (root) => {
    const fields = [...root.querySelectorAll('[data-refers-to]')].filter((field) => !field.dataset.enhanced && !field.closest('template'));
    const wanted = new Map();
    for (const field of fields) {
      for (const id of parts(field)) {
        if (!named(field.dataset.refersTo, id)) wanted.set(field.dataset.refersTo, (wanted.get(field.dataset.refersTo) ?? new Set()).add(id));
      }
    }
    const focused = document.activeElement;
    await Promise.all([...wanted].map(async ([of, ids]) => (await ask({ of, id: [...ids].join('\n') })).forEach((entity) => keep(of, entity))));
    for (const field of fields) {
      const input = enhance(field);
      if (field === focused) input?.focus();
    }
    document.dispatchEvent(new Event('chooserready'));
  };

  form.addEventListener('prepare', (event) => prepare(event.detail));
  window.datelineForm.combobox = combobox;
  void changed;
})();
