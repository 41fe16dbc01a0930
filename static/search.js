// Search: fetches the parts of the index that a query needs, and shows what they find.
// The index is made by src/render/search; words are read by the same rules in both places.
"use strict";
(() => {
  const form = document.querySelector("form[role=search]");
  const input = form && form.elements.q;
  const status = document.querySelector("main [role=status]");
  const results = document.getElementById("results");
  if (!input || !status || !results) return;
  const say = form.dataset;
  const base = "index/";
  const perPage = 20;
  const looked = 60;

  const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  const words = /[\p{Alphabetic}\p{N}\p{M}]+/gu;
  const fold = (word) => word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // The one letter that an apostrophe joins to a word, as in "board's", is no word of its own.
  const isClipped = (before, word, behind) => [...word].length === 1 && (/[\p{Alphabetic}\p{N}\p{M}]['’]$/u.test(before) || /^['’][\p{Alphabetic}\p{N}\p{M}]/u.test(behind));

  // The terms of a text; `whole` where the term must match from end to end, not only begin so.
  const terms = (text) => {
    const found = [];
    for (const { 0: word, index } of text.matchAll(words)) {
      if (isClipped(text.slice(0, index), word, text.slice(index + word.length))) continue;
      for (const run of fold(word).match(new RegExp(`${unspaced.source}+|[^${unspaced.source.slice(1)}+`, "gu")) || []) {
        const characters = [...run];
        if (!unspaced.test(run)) found.push({ term: run, whole: false });
        else if (characters.length === 1) found.push({ term: run, whole: false });
        else for (let i = 0; i + 1 < characters.length; i++) found.push({ term: characters[i] + characters[i + 1], whole: true });
      }
    }
    return found;
  };

  const loaded = new Map();
  const load = (name) => {
    if (!loaded.has(name)) {
      const answer = fetch(base + name).then((response) => {
        if (!response.ok) throw new Error(name);
        return response.json();
      });
      answer.catch(() => loaded.delete(name));
      loaded.set(name, answer);
    }
    return loaded.get(name);
  };

  // Documents with their weights for one term, and for what begins with it.
  const lookUp = async (manifest, { term, whole }) => {
    const scores = new Map();
    const { shards } = manifest;
    let first = 0;
    while (first + 1 < shards.length && shards[first + 1] <= term) first++;
    for (let number = first; number < Math.min(shards.length, first + 3); number++) {
      if (number > first && (whole || !shards[number].startsWith(term))) break;
      const shard = await load(`terms-${number}.json`);
      shard.terms.forEach((known, at) => {
        if (known !== term && (whole || !known.startsWith(term))) return;
        const list = shard.postings[at];
        const rarity = Math.log(1 + manifest.documents / (list.length / 2));
        const closeness = known === term ? 1 : 0.5;
        for (let i = 0, document = 0; i < list.length; i += 2) {
          document += list[i];
          const score = (list[i + 1] / (list[i + 1] + 2)) * rarity * closeness;
          scores.set(document, Math.max(scores.get(document) || 0, score));
        }
      });
    }
    return scores;
  };

  const search = async (query) => {
    const manifest = await load("manifest.json");
    const wanted = terms(query).filter(({ term }) => !manifest.common.includes(term));
    let scores = null;
    for (const term of wanted) {
      const next = await lookUp(manifest, term);
      if (scores === null) scores = next;
      else scores = new Map([...scores].filter(([d]) => next.has(d)).map(([d, s]) => [d, s + next.get(d)]));
    }
    const found = [...(scores || [])].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([d]) => d);
    return { manifest, isCommon: scores === null && terms(query).length > 0, found };
  };

  const record = async (manifest, number) => (await load(`texts-${Math.floor(number / manifest.chunk)}.json`))[number % manifest.chunk];
  const sortOf = ({ sorts }, number) => sorts.reduce((known, [sort, first]) => (first <= number ? sort : known), "");

  // Who bears the name first, then what has the very words, then the rest by weight; sources behind all else, since what
  // they say is told by events. Only among the first, whose texts are fetched, is it known who has the very words.
  const ranked = async (manifest, query, found) => {
    const phrase = terms(query).map(({ term }) => term).join(" ");
    const has = (text) => ` ${terms(text).map(({ term }) => term).join(" ")} `.includes(` ${phrase} `);
    const rank = new Map();
    const judged = [...found.slice(0, looked), ...found.filter((number) => sortOf(manifest, number) === "parties").slice(0, looked)];
    await Promise.all(judged.map(async (number) => {
      const { title, text } = await record(manifest, number);
      const isNamed = sortOf(manifest, number) === "parties" && has(title);
      rank.set(number, isNamed ? 0 : has(title) ? 1 : has(text) ? 2 : 3);
    }));
    const order = (number) => {
      const own = rank.has(number) ? rank.get(number) : 3;
      return own === 0 ? 0 : own + (sortOf(manifest, number) === "sources" ? 10 : 0);
    };
    return found.map((number, place) => [order(number), place, number]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , number]) => number);
  };

  // "Events 20, Sources 12"
  const sums = (manifest, found) => {
    const counts = new Map();
    for (const number of found) counts.set(sortOf(manifest, number), (counts.get(sortOf(manifest, number)) || 0) + 1);
    return manifest.sorts.filter(([sort]) => counts.has(sort)).map(([sort]) => `${say[sort]} ${counts.get(sort)}`).join(", ");
  };

  // The text with what the query found in <mark>: whole, or around the first place of it.
  const passage = (text, wanted, isWhole) => {
    const hits = [];
    for (const match of text.matchAll(words)) {
      const word = fold(match[0]);
      if (unspaced.test(word)) {
        const characters = [...match[0]];
        let at = match.index;
        characters.forEach((c, i) => {
          const pair = fold(c + (characters[i + 1] || ""));
          const length = (c + (characters[i + 1] || "")).length;
          if (wanted.some(({ term }) => pair === term || (term.length === 1 && fold(c) === term))) hits.push([at, at + length]);
          at += c.length;
        });
      } else if (wanted.some(({ term, whole }) => (whole ? word === term : word.startsWith(term)))) {
        hits.push([match.index, match.index + match[0].length]);
      }
    }
    const start = hits.length && !isWhole ? Math.max(0, hits[0][0] - 80) : 0;
    const begin = start ? text.indexOf(" ", start - 1) + 1 || start : 0;
    const from = begin > (hits.length ? hits[0][0] : 0) ? start : begin;
    const end = isWhole ? text.length : Math.min(text.length, from + 260);
    // No word is cut, where the script parts them by spaces.
    const space = end < text.length ? text.lastIndexOf(" ", end) : -1;
    const to = space > from + 200 ? space : end;
    const fragment = document.createDocumentFragment();
    let at = from;
    if (from) fragment.append("… ");
    for (const [a, b] of hits) {
      if (a < at && b <= at) continue;
      if (a >= to) break;
      if (a > at) fragment.append(text.slice(at, a));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(Math.max(a, at), b);
      fragment.append(mark);
      at = b;
    }
    fragment.append(text.slice(at, Math.max(at, to)));
    if (to < text.length) fragment.append(" …");
    return fragment;
  };

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };

  const more = document.getElementById("more");

  const show = (record, wanted) => {
    // "Whether he sold licences" without its beginning would be an assertion.
    const link = element("a", "", passage(record.title, wanted, true));
    link.href = say.root + record.href;
    const item = element("li", "entry", element("p", "kicker", [record.label, record.date].filter(Boolean).join(" · ")), element("h2", "", link));
    for (const line of record.status) {
      item.append(element("p", "status", element("b", "", say.statusLabel), " " + line));
    }
    if (record.caveat) item.append(element("p", "caveat", record.caveat));
    if (record.text) item.append(element("p", "summary", passage(record.text, wanted)));
    return item;
  };

  // Until a query is answered, the list still shows what an earlier one found.
  const waiting = (isWaiting) => results.setAttribute("aria-busy", isWaiting);

  let turn = 0;
  const run = async () => {
    waiting(true);
    const mine = ++turn;
    await answer(mine);
    if (mine === turn) waiting(false);
  };

  const answer = async (mine) => {
    const query = input.value.trim();
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    try {
      history.replaceState(null, "", address);
    } catch {
      // From a folder on disk some browsers keep the address as it is.
    }
    if (!query) {
      results.replaceChildren();
      more.hidden = true;
      status.textContent = "";
      return;
    }
    // Browsers let no page in a folder on disk fetch the file beside it.
    if (location.protocol === "file:") {
      status.textContent = say.unavailable;
      return;
    }
    try {
      const { manifest, isCommon, found: all } = await search(query);
      const wanted = terms(query);
      const found = await ranked(manifest, query, all);
      const page = async (from) => {
        const records = await Promise.all(found.slice(from, from + perPage).map((number) => record(manifest, number)));
        return records.map((record) => show(record, wanted));
      };
      const shown = await page(0);
      if (mine !== turn) return;
      results.replaceChildren(...shown);
      const tell = () => {
        const left = found.length - results.children.length;
        more.hidden = left <= 0;
        const pattern = isCommon ? say.common : found.length === 0 ? say.none : found.length === 1 ? say.one : left > 0 ? say.first : say.many;
        status.textContent = pattern.replace("{n}", found.length).replace("{shown}", results.children.length).replace("{sorts}", sums(manifest, found)).replace("{query}", () => query);
      };
      more.onclick = async () => {
        const next = await page(results.children.length);
        if (mine !== turn) return;
        results.append(...next);
        tell();
        next[0].querySelector("a").focus();
      };
      tell();
    } catch {
      if (mine === turn) status.textContent = say.unavailable;
    }
  };

  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    // What is being looked for is no longer what is asked.
    turn++;
    waiting(true);
    timer = setTimeout(run, 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    run();
  });
  input.value = new URLSearchParams(location.search).get("q") || "";
  if (input.value) run();
  else if (location.protocol === "file:") status.textContent = say.unavailable;
})();
