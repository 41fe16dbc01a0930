// What a page must show and do with scripts switched off.

/** In the page: headings, events and paragraphs of the content that are written there and cannot be seen. */
export function missingText() {
  const main = document.querySelector('main') ?? document.body;
  const problems = main.innerText.trim() === '' ? ['the page shows no text'] : [];
  if (!document.querySelector('h1')?.checkVisibility()) problems.push('its heading cannot be seen');
  const hidden = [...main.querySelectorAll('article, h2, h3, p, li, blockquote')].filter((part) =>
    part.textContent.trim() !== '' && !part.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    // What scripts alone use may stay out of sight, as may what the reader opens, and what is for print.
    && !part.closest('#filters, #results, [role=status], form, details:not([open]), .visually-hidden, .print-only'));
  return [...problems, ...hidden.slice(0, 5).map((part) => `cannot be seen: ${part.outerHTML.slice(0, 120)}`)];
}

/** Clicks the first event's link and says whether its page came. */
export async function openFirstEvent(page) {
  const link = page.locator('article.event a[href*="events/"]').first();
  if (await link.count() === 0) return ['the front page links to no event'];
  await link.click();
  await page.waitForLoadState('load');
  const here = new URL(page.url());
  const heading = await page.evaluate(() => document.querySelector('main h1')?.innerText ?? '');
  return here.pathname.includes('/events/') && heading ? [] : [`the click led to ${here.pathname}, with the heading "${heading}"`];
}
