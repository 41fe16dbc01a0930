// A citation's link opens a PDF at its page and a recording at its second: a small site made here, its document and its
// recording from a server on this machine.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launchChromium } from './lib/browser.mjs';

const PAGES = 20;
const SECONDS = 60;
const EVENT = '2031-05-11-hearing';

/** A PDF in which each page is of one colour: page 12 is red, all others are blue. */
function coloredPdf() {
  const kids = Array.from({ length: PAGES }, (_, page) => `${3 + 2 * page} 0 R`).join(' ');
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${kids}] /Count ${PAGES} >>`];
  for (let page = 0; page < PAGES; page += 1) {
    const content = `${page === 11 ? '1 0 0' : '0 0 1'} rg 0 0 600 800 re f`;
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents ${4 + 2 * page} 0 R >>`);
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  }
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = file.length;
  const size = objects.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** A minute of silence. */
function silence() {
  const rate = 8000;
  const data = Buffer.alloc(rate * SECONDS, 128);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + data.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

const FILES = { '/minutes.pdf': ['application/pdf', coloredPdf()], '/hearing.wav': ['audio/wav', silence()] };

/** Players jump by asking for a part of a file. */
function answer(request, response) {
  const [type, bytes] = FILES[new URL(request.url, 'http://127.0.0.1').pathname] ?? [];
  if (!bytes) return void response.writeHead(404).end();
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  if (!range) return void response.writeHead(200, { 'content-type': type, 'accept-ranges': 'bytes', 'content-length': bytes.length }).end(bytes);
  const [start, end] = [Number(range[1]), range[2] ? Number(range[2]) : bytes.length - 1];
  const part = bytes.subarray(start, end + 1);
  response.writeHead(206, {
    'content-type': type, 'accept-ranges': 'bytes', 'content-length': part.length, 'content-range': `bytes ${start}-${end}/${bytes.length}`,
  }).end(part);
}

let browser;
let server;
let folder;
let links;

before(async () => {
  server = http.createServer(answer);
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dateline-locators-'));
  const write = (file, text) => {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  };
  write('content/site.yaml', 'title: Harbour\nkinds: {report: {label: Report}}\n');
  write('content/sources/minutes.md', `---\ntitle: Minutes\nurl: ${origin}/minutes.pdf\ntype: official-report\n---\n`);
  write('content/sources/hearing.md', `---\ntitle: Hearing\nurl: ${origin}/hearing.wav\ntype: audio\nduration: "00:01:00"\n---\n`);
  write(`content/events/${EVENT}.md`, `---
title: The board hears the warden
date: 2031-05-11
kind: report
sources:
  - {source: minutes, page: 12}
  - {source: hearing, at: "00:00:34"}
---
The board heard the warden [@minutes].
`);
  execFileSync(process.env.DATELINE ?? '../../target/debug/dateline', ['build', '--site', folder, '--output', path.join(folder, 'public')], { stdio: 'pipe' });
  const page = fs.readFileSync(path.join(folder, 'public/events', EVENT, 'index.html'), 'utf8');
  links = [...page.matchAll(/href="(http:\/\/127\.0\.0\.1[^"]*#[^"]*)"/g)].map((match) => match[1].replaceAll('&amp;', '&'));
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

test('the links lead to the page and the second', () => {
  assert.deepEqual(links.map((link) => new URL(link).hash), ['#page=12', '#t=34']);
});

test("Chromium's PDF viewer opens the document at that page", async () => {
  assert.equal(await colorShown(links[0]), 'red');
  assert.equal(await colorShown(links[0].split('#')[0]), 'blue', 'without the fragment it opens at the beginning');
});

test('a player starts the recording at that second', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(links[1]);
  const time = await page.waitForFunction(() => {
    const player = document.querySelector('video, audio');
    return player && player.readyState > 0 && player.currentTime > 0 ? player.currentTime : undefined;
  }, undefined, { timeout: 60_000 });
  const seconds = await time.jsonValue();
  assert.ok(seconds >= 34 && seconds < 50, `it stands at ${seconds} s`);
  await context.close();
});

/** Which colour most of the window's middle has, once the viewer has drawn one of the two. */
async function colorShown(address) {
  const context = await browser.newContext({ viewport: { width: 900, height: 700 } });
  const page = await context.newPage();
  await page.goto(address).catch((error) => {
    // A browser without a viewer of its own would save the file instead.
    throw new Error(`the document is not shown: ${error.message}`);
  });
  const reader = await context.newPage();
  for (let attempt = 0; attempt < 60; attempt += 1) {
    await page.bringToFront();
    const shot = (await page.screenshot()).toString('base64');
    const [red, blue] = await reader.evaluate(async (data) => {
      const picture = new Image();
      picture.src = `data:image/png;base64,${data}`;
      await picture.decode();
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      const paint = canvas.getContext('2d');
      paint.drawImage(picture, 0, 0);
      const { data: points } = paint.getImageData(picture.width / 2, picture.height / 4, picture.width / 8, picture.height / 2);
      let [red, blue] = [0, 0];
      for (let at = 0; at < points.length; at += 4) {
        if (points[at] > 200 && points[at + 2] < 60) red += 1;
        if (points[at + 2] > 200 && points[at] < 60) blue += 1;
      }
      return [red, blue];
    }, shot);
    if (red + blue > 1000) {
      await context.close();
      return red > blue ? 'red' : 'blue';
    }
    await new Promise((later) => setTimeout(later, 500));
  }
  await context.close();
  return 'nothing';
}
