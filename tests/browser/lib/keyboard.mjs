// Walking a page with the Tab key, as its readers without a mouse do.

import { settle } from './browser.mjs';

/** What is wrong with the first tab stop, which ought to lead past the navigation. */
export async function skipLinkProblems(page) {
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => {
    const link = document.activeElement;
    const target = link?.hash ? document.getElementById(decodeURIComponent(link.hash.slice(1))) : null;
    const box = link?.getBoundingClientRect();
    return {
      described: link?.outerHTML.slice(0, 120),
      leadsToContent: Boolean(target && (target.matches('main') || target.closest('main'))),
      inView: Boolean(box && box.width > 0 && box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight),
    };
  });
  if (!first.leadsToContent) return [`the first tab stop is no link to the content: ${first.described}`];
  if (!first.inView) return [`the skip link has focus and is out of sight: ${first.described}`];
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const inMain = await page.evaluate(() => {
    const main = document.querySelector('main');
    const next = document.activeElement;
    return next === document.body || main.contains(next) || Boolean(main.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING);
  });
  return inMain ? [] : ['after the skip link, Tab goes back into the navigation'];
}

/** Presses Tab until the page is left, and says which stops were missed, hidden, unmarked or repeated. */
export async function tabThrough(page) {
  await settle(page);
  await page.evaluate(rememberControls);
  const problems = [];
  const limit = (await page.evaluate(() => window.tabWalk.controls.length)) + 5;
  let pressed = 0;
  for (; pressed < limit; pressed += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(judgeStop);
    if (stop.left) break;
    problems.push(...stop.problems);
    if (stop.repeated) return [...problems, `the focus is trapped at ${stop.described}`];
  }
  if (pressed === limit) problems.push('the focus never leaves the page');
  return [...problems, ...(await page.evaluate(() => window.tabWalk.controls.filter((control) => !window.tabWalk.seen.has(control)).map((control) => `Tab never reaches ${control.outerHTML.slice(0, 120)}`)))];
}

/** Buttons and fields under 24 by 24 px; of a labelled field the label counts too. */
export function smallTargets() {
  return [...document.querySelectorAll('button, input:not([type=hidden]), select, textarea, summary, [role=button]')]
    .filter((target) => target.checkVisibility({ visibilityProperty: true }))
    .filter((target) => ![target, ...(target.labels ?? [])].some((part) => {
      const box = part.getBoundingClientRect();
      return box.width >= 24 && box.height >= 24;
    }))
    .map((target) => {
      const box = target.getBoundingClientRect();
      return `${Math.round(box.width)} × ${Math.round(box.height)} px: ${target.outerHTML.slice(0, 100)}`;
    });
}

function rememberControls() {
  const selector = 'a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, audio[controls], video[controls], [tabindex]';
  const controls = [...document.querySelectorAll(selector)].filter((control) =>
    control.tabIndex >= 0 && !control.disabled && control.checkVisibility({ visibilityProperty: true }) && !control.closest('[inert]')
    && (control.type !== 'radio' || control.checked || !document.querySelector(`input[type=radio][name="${CSS.escape(control.name)}"]:checked`)));
  // How each looks without focus, to tell whether focus changes anything.
  const looks = new Map(controls.map((control) => [control, lookOf(control)]));
  window.tabWalk = { controls, looks, seen: new Set(), lookOf };

  function lookOf(control) {
    const style = getComputedStyle(control);
    return { outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth), rest: [style.boxShadow, style.borderColor, style.backgroundColor, style.textDecorationLine].join('|') };
  }
}

function judgeStop() {
  const control = document.activeElement;
  if (!control || control === document.body || control === document.documentElement) return { left: true };
  const described = control.outerHTML.slice(0, 120);
  const problems = [];
  const repeated = window.tabWalk.seen.has(control);
  window.tabWalk.seen.add(control);
  const before = window.tabWalk.looks.get(control);
  const now = window.tabWalk.lookOf(control);
  if (!(now.outline >= 1 || (before && now.rest !== before.rest))) problems.push(`focus cannot be seen on ${described}`);
  // Some part of it must be in view and not covered: a link over two lines has several boxes.
  const shown = [...control.getClientRects()].some((box) => {
    const x = box.left + box.width / 2;
    const y = box.top + box.height / 2;
    const top = x >= 0 && y >= 0 && x < innerWidth && y < innerHeight ? document.elementFromPoint(x, y) : null;
    return top && (top === control || control.contains(top) || top.contains(control) || [...(control.labels ?? [])].some((label) => label.contains(top)));
  });
  if (!shown) problems.push(`focus is hidden or out of view on ${described}`);
  return { left: false, described, problems, repeated };
}
