// Built pages on a local address, which reload when they are built again. Only this machine is answered, only by the names
// of this machine, and only with files of one folder.

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { readIfPresent, SystemRefusal } from './files.ts';
import { resolveInside } from './paths.ts';

/** A running preview. */
export interface Preview {
  readonly address: string;
  /** Tells open pages that these files (names below the folder) are new. */
  reload(names: readonly string[]): void;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Serves a folder on 127.0.0.1; the next free port is taken where the one asked for is in use. */
export async function startPreview(folder: string, port: number): Promise<Preview> {
  const listeners = new Set<ServerResponse>();
  let pages: readonly string[] = [];
  const server = createServer((request, response) => {
    const own = server.address() as AddressInfo;
    const names = [`127.0.0.1:${own.port}`, `localhost:${own.port}`];
    // Another name for this machine would let a page of that name read what is served here.
    if (request.method !== 'GET' || !names.includes(request.headers.host ?? '')) return refuse(response, 403);
    const { pathname } = new URL(request.url ?? '/', `http://${names[0]}`);
    if (pathname === '/events') return listen(response);
    if (pathname === '/') return send(response, 'text/html; charset=utf-8', frame(pages));
    serve(pathname, response).catch(() => refuse(response, 500));
  });

  function listen(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': open\n\n');
    listeners.add(response);
    response.on('close', () => listeners.delete(response));
  }

  async function serve(pathname: string, response: ServerResponse): Promise<void> {
    const name = nameIn(pathname);
    const type = TYPES[path.extname(name ?? '')];
    const file = name === undefined || type === undefined ? undefined : resolveInside(folder, name);
    const bytes = file === undefined ? undefined : await readIfPresent(file);
    if (bytes && type) send(response, type, bytes);
    else refuse(response, 404);
  }

  const address = await listenFrom(server, port);
  return {
    address,
    reload(names) {
      pages = names.filter((name) => name.endsWith('.html'));
      for (const response of listeners) response.write(`data: ${JSON.stringify(pages)}\n\n`);
    },
    close: () =>
      new Promise((resolve) => {
        for (const response of listeners) response.end();
        server.close(() => resolve());
      }),
  };
}

function nameIn(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname.slice(1));
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, type: string, content: string | Uint8Array): void {
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  response.end(content);
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain' });
  response.end(`${status}\n`);
}

function listenFrom(server: ReturnType<typeof createServer>, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let tries = 0;
    server.on('error', (error: NodeJS.ErrnoException) => {
      tries += 1;
      if (error.code === 'EADDRINUSE' && tries < 20) server.listen(port + tries, '127.0.0.1');
      else reject(new SystemRefusal('listen on', `127.0.0.1:${port}`, error));
    });
    server.on('listening', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`));
    server.listen(port, '127.0.0.1');
  });
}

/** Pages are shown in a frame as they are, under their own policy; only the frame around them knows of reloading. */
function frame(pages: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>tujing</title><link rel="icon" href="data:,">
<style>html,body{margin:0;height:100%;font:14px system-ui,sans-serif}body{display:flex;flex-direction:column}nav{padding:4px 10px;background:#f5f7f8;border-bottom:1px solid #d8dde0}iframe{border:0;flex:1}</style>
</head>
<body><nav><select id="pages" aria-label="page"></select></nav><iframe id="page" title="notebook"></iframe>
<script>
const select = document.getElementById('pages');
const page = document.getElementById('page');
const show = (names) => {
  const before = select.value || decodeURIComponent(location.hash.slice(1));
  select.replaceChildren(...names.map((name) => new Option(name, name)));
  if (names.includes(before)) select.value = before;
  const wanted = '/' + encodeURIComponent(select.value);
  if (page.getAttribute('src') === wanted) page.contentWindow.location.reload();
  else if (select.value) page.setAttribute('src', wanted);
};
select.addEventListener('change', () => { location.hash = encodeURIComponent(select.value); page.setAttribute('src', '/' + encodeURIComponent(select.value)); });
show(${JSON.stringify(pages).replace(/</g, '\\u003c')});
new EventSource('/events').onmessage = (event) => show(JSON.parse(event.data));
</script>
</body>
</html>
`;
}
