// Assertions that print what is wrong, all of it up to a screenful, and not "expected true".

import assert from 'node:assert/strict';

const SHOWN = 25;

/** Fails with the list of problems, if there are any. */
export function none(problems, headline) {
  const distinct = [...new Set(problems)];
  if (distinct.length === 0) return;
  const rest = distinct.length > SHOWN ? [`… and ${distinct.length - SHOWN} more`] : [];
  assert.fail(`${headline} (${distinct.length}):\n  ${[...distinct.slice(0, SHOWN), ...rest].join('\n  ')}`);
}
