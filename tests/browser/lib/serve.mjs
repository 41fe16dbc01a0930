// A static file server of a few lines, as strict as GitHub Pages: the site lies under a sub-path, and
// whatever is asked for outside it is not there.

import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { BASE_URL } from './sites.mjs';

export const SUB_PATH = new URL(BASE_URL).pathname;

const MEDIA_TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8', '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png',
  '.jpg': 'image/jpeg', '.webp': 'image/webp', '.woff2': 'font/woff2', '.ico': 'image/x-icon', '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8', '.csv': 'text/csv; charset=utf-8', '.wasm': 'application/wasm',
};

/**
 * Serves `folder` on a free port of 127.0.0.1; `url(file)` is where a file of it is found. With `policy: false`, the pages
 * come without the security policy that each of them states.
 */
export async function serve(folder, { policy = true } = {}) {
  const change = policy ? (page) => page : withoutPolicy;
  const server = http.createServer((request, response) => answer(folder, request, response, change));
  // A test that fails before it closes the server must not keep the process waiting for more requests.
  server.unref();
  server.on('connection', (socket) => socket.unref());
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    url: (file = '') => origin + SUB_PATH + file.replace(/(^|\/)index\.html$/, '$1').split('/').map(encodeURIComponent).join('/'),
    /** The file of the site that an address leads to, as a path inside the site's folder. */
    file: (address) => fileAt(folder, new URL(address).pathname)?.file,
    close: () => new Promise((closed) => { server.close(closed); server.closeAllConnections(); }),
  };
}

function answer(folder, request, response, change) {
  const { pathname, search } = new URL(request.url, 'http://127.0.0.1');
  const found = fileAt(folder, pathname);
  if (found?.redirect) {
    response.writeHead(301, { location: found.redirect + search }).end();
  } else if (found) {
    send(response, 200, path.join(folder, found.file), change);
  } else {
    send(response, 404, path.join(folder, '404.html'), change);
  }
}

function fileAt(folder, pathname) {
  if (!pathname.startsWith(SUB_PATH)) return undefined;
  const file = decodeURIComponent(pathname.slice(SUB_PATH.length));
  if (file.split('/').includes('..')) return undefined;
  const stats = fs.statSync(path.join(folder, file), { throwIfNoEntry: false });
  if (stats?.isFile()) return { file };
  if (!stats?.isDirectory() || !fs.existsSync(path.join(folder, file, 'index.html'))) return undefined;
  return pathname.endsWith('/') ? { file: `${file}index.html` } : { redirect: `${pathname}/` };
}

function send(response, status, file, change) {
  if (!fs.existsSync(file)) return void response.writeHead(status, { 'content-type': 'text/plain' }).end('not found');
  const type = MEDIA_TYPES[path.extname(file)] ?? 'application/octet-stream';
  const content = fs.readFileSync(file);
  response.writeHead(status, { 'content-type': type }).end(path.extname(file) === '.html' ? change(content) : content);
}

function withoutPolicy(page) {
  const [before, behind, ...more] = page.toString('utf8').split(/<meta http-equiv="?Content-Security-Policy"?[^>]*>/);
  if (behind === undefined || more.length > 0) throw new Error('a page with no security policy, or two');
  return before + behind;
}
