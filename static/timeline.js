// Filters events by kind, person, organization and tag. Words come from the page, state lives in its address. Where a
// list takes several pages, an index of all of them is loaded when a filter is first used, and events from those pages.
"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const source = form.dataset.index;
  // Browsers let no page in a folder on disk fetch the file beside it.
  if (source && location.protocol === "file:") {
    form.classList.add("off");
    return;
  }
  const status = form.querySelector("[role=status]");
  const whole = status.textContent;
  const reset = form.querySelector("[type=reset]");
  const fields = { kind: "kind", person: "people", organization: "organizations", tag: "tags" };
  const selects = Object.keys(fields).map((name) => form.elements[name]).filter(Boolean);
  const chosen = () => selects.filter((select) => select.value);

  const number = (count) => {
    try { return count.toLocaleString(document.documentElement.lang, { numberingSystem: "latn" }); } catch { return count; }
  };
  const say = (shown, all) => {
    const words = shown === all ? whole : status.dataset[shown ? "some" : "none"];
    status.textContent = words.replace("{n}", number(shown)).replace("{m}", number(all));
    reset.disabled = !chosen().length;
  };

  // A list on one page: its cards are hidden or shown.
  const onPage = () => {
    const events = [...document.querySelectorAll("article.event")];
    const years = [...document.querySelectorAll("section.year")];
    return () => {
      let shown = 0;
      for (const event of events) {
        event.hidden = !chosen().every((select) => (event.dataset[fields[select.name]] || "").split(" ").includes(select.value));
        if (!event.hidden) shown += 1;
      }
      for (const year of years) year.hidden = !year.querySelector("article.event:not([hidden])");
      say(shown, events.length);
    };
  };

  // A list on several pages.
  const folder = source && new URL(".", new URL(source, location.href));
  const loaded = new Map();
  const once = (key, make) => {
    if (!loaded.has(key)) {
      const answer = make();
      answer.catch(() => loaded.delete(key));
      loaded.set(key, answer);
    }
    return loaded.get(key);
  };
  const get = async (address) => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(response.status);
    return response;
  };
  const index = () => once("index", async () => {
    const all = await (await get(new URL(source, location.href))).json();
    for (const select of selects) for (const [value, text] of all.filters[select.name].choices) select.add(new Option(text, value));
    return all;
  });
  const listed = "main :is(ol.timeline, ol.lines) > li";
  const items = (page, length) => once(page, async () => {
    const address = new URL(page === 1 ? "index.html" : `${page}/index.html`, folder);
    const text = await (await get(address)).text();
    const found = [...new DOMParser().parseFromString(text, "text/html").querySelectorAll(listed)];
    if (found.length !== length) throw new Error("the page and the index are of different builds");
    for (const link of found.flatMap((item) => [...item.querySelectorAll("a")])) link.href = new URL(link.getAttribute("href"), address);
    return found;
  });
  const acrossPages = () => {
    const siblings = [...form.parentElement.children];
    const list = siblings.slice(siblings.indexOf(form) + 1).filter((part) => !part.matches(".pager"));
    const found = document.createElement("ol");
    found.className = document.querySelector(listed).parentElement.className;
    found.hidden = true;
    form.after(found);
    let turn = 0;
    const show = (isFiltered) => {
      found.hidden = !isFiltered;
      for (const part of list) part.hidden = isFiltered;
    };
    return async () => {
      const mine = ++turn;
      const { pages, filters } = await index();
      // The first option is "all".
      const wanted = chosen().map((select) => [filters[select.name].events, select.selectedIndex - 1]);
      const places = pages.flatMap((length, page) => Array.from({ length }, (_, at) => ({ page: page + 1, at })));
      const matching = places.filter((_, event) => wanted.every(([events, value]) => events[event].includes(value)));
      if (wanted.length) {
        const numbers = [...new Set(matching.map(({ page }) => page))];
        const made = new Map(await Promise.all(numbers.map(async (page) => [page, await items(page, pages[page - 1])])));
        if (mine !== turn) return;
        found.replaceChildren(...matching.map(({ page, at }) => made.get(page)[at]));
      }
      show(wanted.length > 0);
      say(matching.length, places.length);
    };
  };

  const apply = source ? acrossPages() : onPage();
  const run = async () => {
    try {
      await apply();
    } catch {
      form.classList.add("off");
    }
  };

  const read = () => {
    const query = new URLSearchParams(location.search);
    for (const select of selects) {
      select.value = query.get(select.name) || "";
      if (select.selectedIndex < 0) select.value = "";
    }
  };
  const isAsked = () => selects.some((select) => new URLSearchParams(location.search).get(select.name));
  const readAndRun = async () => {
    if (source) {
      if (!isAsked() && !loaded.has("index")) return;
      await index().catch(() => {});
    }
    read();
    await run();
  };
  const write = () => {
    const query = new URLSearchParams(location.search);
    for (const select of selects) {
      if (select.value) query.set(select.name, select.value);
      else query.delete(select.name);
    }
    const text = query.toString();
    // Some browsers refuse a new address for a page opened from a folder; the filter works all the same.
    try { history.replaceState(null, "", location.pathname + (text ? `?${text}` : "") + location.hash); } catch {}
  };

  // A link to a year or an event that the filter hides shows everything again.
  const reveal = async () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* as it is */ }
    const target = id && document.getElementById(id);
    if (!target || !target.closest("[hidden]")) return;
    for (const select of selects) select.value = "";
    write();
    await run();
    target.scrollIntoView();
  };

  form.addEventListener("change", () => { write(); run(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { write(); run(); selects[0].focus(); }));
  if (source) {
    const load = () => index().catch(() => form.classList.add("off"));
    form.addEventListener("focusin", load, { once: true });
    form.addEventListener("pointerover", load, { once: true });
  }
  addEventListener("popstate", readAndRun);
  addEventListener("hashchange", reveal);
  addEventListener("pageshow", (event) => { if (event.persisted) readAndRun(); });
  form.hidden = false;
  readAndRun().then(reveal);
})();
