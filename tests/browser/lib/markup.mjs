// What a page's markup says, read by the parser that browsers' rules are written in (parse5).

import { parse } from 'parse5';

/** Every element of a page, in document order, with `attributes` as a plain object and its `text`. */
export function elements(html) {
  const found = [];
  const stack = [parse(html, { scriptingEnabled: false })];
  while (stack.length > 0) {
    const node = stack.pop();
    if (node.tagName) found.push({ tag: node.tagName, attributes: Object.fromEntries(node.attrs.map((a) => [a.name, a.value])), node });
    for (const child of [...(node.content ? [node.content] : []), ...(node.childNodes ?? [])].reverse()) stack.push(child);
  }
  return found;
}

/** The text of an element as a reader sees it: white space joined. */
export function textOf(node) {
  return rawText(node).replace(/\s+/g, ' ').trim();
}

function rawText(node) {
  if (node.nodeName === '#text') return node.value;
  return (node.childNodes ?? []).map(rawText).join('');
}

/** A source's headline, which stands beneath the neutral heading of its page. */
export function headlineOf(html) {
  const standfirst = elements(html).find((element) => element.attributes.class === 'standfirst');
  const cite = standfirst?.node.childNodes.flatMap((child) => child.childNodes ?? []).find((child) => child.tagName === 'cite');
  return cite ? textOf(cite) : undefined;
}

/** The page's first heading of level one. */
export function headingOf(html) {
  const heading = elements(html).find((element) => element.tag === 'h1');
  return heading ? textOf(heading.node) : undefined;
}
