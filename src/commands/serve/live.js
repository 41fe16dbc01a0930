// Part of `dateline serve`, never of a published site: loads a page again when it changed, and shows what is wrong.
(() => {
  'use strict';
  const script = document.currentScript;
  const version = new URL(script.src).search.slice(1);
  const KEY = 'dateline-scroll';

  // Where the reader was before the page was loaded again.
  const kept = JSON.parse(sessionStorage.getItem(KEY) || 'null');
  sessionStorage.removeItem(KEY);
  if (kept && kept.path === location.pathname) scrollTo({ left: kept.x, top: kept.y, behavior: 'instant' });

  const reload = () => {
    sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY }));
    location.reload();
  };

  const events = new EventSource('/_dateline/events?since=' + version + '&page=' + location.pathname.replaceAll('&', '%26'));
  events.addEventListener('change', (event) => {
    if (JSON.parse(event.data).reload) reload();
    else show();
  });

  // What is wrong, in a box of its own that the site's style can't reach.
  const host = document.createElement('dateline-problems');
  const root = host.attachShadow({ mode: 'open' });
  const add = (parent, tag, text, name) => {
    const element = parent.appendChild(document.createElement(tag));
    if (text) element.textContent = text;
    if (name) element.className = name;
    return element;
  };
  let isOpen = sessionStorage.getItem('dateline-open');

  const show = async () => {
    const status = await (await fetch('/_dateline/status.json')).json();
    root.replaceChildren();
    const style = add(root, 'link');
    style.rel = 'stylesheet';
    style.href = '/_dateline/live.css';
    const problems = status.problems;
    if (!status.failure && problems.length === 0) return host.remove();
    const errors = problems.filter((problem) => problem.severity === 'error').length;
    const count = (number, word) => (number === 1 ? '1 ' + word : number + ' ' + word + 's');
    const parts = [];
    if (status.failure) parts.push(status.refused ? 'the site could not be built' : 'a page could not be made');
    if (errors) parts.push(count(errors, 'error'));
    if (problems.length > errors) parts.push(count(problems.length - errors, 'warning'));
    const box = add(root, 'details', '', status.refused ? 'refused' : '');
    box.open = isOpen === null ? status.refused : isOpen === 'yes';
    const summary = add(box, 'summary', parts.join(', ') + (status.refused ? ' · these are the last good pages' : ''));
    summary.setAttribute('role', 'status');
    summary.addEventListener('click', () => {
      isOpen = box.open ? 'no' : 'yes';
      sessionStorage.setItem('dateline-open', isOpen);
    });
    const list = add(box, 'div', '', 'list');
    list.tabIndex = 0;
    if (status.failure) add(list, 'pre', status.failure, 'failure');
    for (const problem of problems) {
      const entry = add(list, 'section', '', problem.severity);
      add(entry, 'p', problem.severity + '[' + problem.code + ']: ' + problem.message, 'message');
      add(entry, 'p', problem.file + ':' + problem.line + ':' + problem.column, 'place');
      if (problem.help) add(entry, 'pre', problem.help, 'help');
    }
    if (!host.isConnected) document.body.append(host);
  };
  show();
})();
