// A preview with forms, on a copy of a site, and what an editor's hands do with it.

import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** Copies a site's content and shows it with `--edit`; `stop` ends that and removes the copy. */
export async function startEditing(site) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dateline-forms-'));
  fs.cpSync(path.join(ROOT, site, 'content'), path.join(folder, 'content'), { recursive: true });
  const child = spawn(process.env.DATELINE, ['serve', '--edit', '--port', '0'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const url = await new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (data) => {
      said += data;
      const shown = /showing .* at (http:\/\/[\d.:]+)\//.exec(said);
      if (shown) resolve(shown[1]);
    });
    child.on('exit', () => reject(new Error(`the preview ended: ${said}`)));
  });
  return {
    url,
    read: (file) => fs.readFileSync(path.join(folder, file), 'utf8'),
    exists: (file) => fs.existsSync(path.join(folder, file)),
    files: () => fs.readdirSync(path.join(folder, 'content'), { recursive: true }).map(String).sort(),
    /** What `dateline check` finds wrong with the files as they lie there. */
    check: () => {
      try {
        return JSON.parse(execFileSync(process.env.DATELINE, ['check', '--format', 'json'], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] }));
      } catch (error) {
        return JSON.parse(error.stdout);
      }
    },
    stop: async () => {
      child.removeAllListeners('exit');
      const ended = new Promise((resolve) => child.on('exit', resolve));
      child.kill();
      await ended;
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The field with this name, or what stands in for it. */
export const field = (page, name) => page.locator(`[id="${name}"]`);

/** Types into a combobox and takes the option that says so. */
export async function choose(page, name, typed, option) {
  const input = field(page, name);
  await input.click();
  await input.fill('');
  await input.pressSequentially(typed);
  await page.locator('.chooser', { has: input }).and(page.locator(':not([aria-busy])')).waitFor();
  await page.locator('.autocomplete__menu--visible .autocomplete__option', { hasText: option }).first().click();
}

/** Problems of a page, but for what is broken off because another page or a newer draft takes its place. */
export const lasting = (problems) => problems.filter((problem) => !/^failed request: .* (net::ERR_ABORTED|NS_BINDING_ABORTED)$/.test(problem));

/** Waits until the checks have seen what was typed last. */
export async function checked(page) {
  await page.waitForTimeout(50);
  await page.waitForSelector('main[data-checked=yes]', { timeout: 20_000 });
}

/** What is said at a field. */
export async function said(page, name) {
  await checked(page);
  return page.locator(`[data-said="${name}"]`).innerText();
}

/** Looks at what would be written, and writes it. */
export async function save(page) {
  await page.locator('.save .primary', { hasText: 'Review and save' }).click();
  await page.waitForSelector('main.review', { timeout: 20_000 });
  const difference = await page.locator('main').innerText();
  await page.locator('button[value=write]').click();
  await page.waitForFunction(() => !document.querySelector('main.review'), undefined, { timeout: 20_000 });
  return difference;
}
