// The local preview: what it answers, whom it refuses, and that pages are told of a new build.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Preview, startPreview } from '../../src/io/preview-server.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tujing-preview-'));
let preview: Preview;
beforeAll(async () => {
  writeFileSync(path.join(folder, 'a.zh.html'), '<p>page</p>');
  writeFileSync(path.join(folder, 'secret.txt'), 'secret');
  preview = await startPreview(folder, 43_180);
});
afterAll(async () => {
  await preview.close();
  rmSync(folder, { recursive: true });
});

function ask(target: string, headers: Record<string, string> = {}): Promise<{ status: number; body: string }> {
  const { port } = new URL(preview.address);
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: target, headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    }).on('error', reject);
  });
}

describe('startPreview', () => {
  it('answers with pages of its folder and nothing else', async () => {
    expect(preview.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(await ask('/a.zh.html')).toEqual({ status: 200, body: '<p>page</p>' });
    expect((await ask('/secret.txt')).status).toBe(404);
    expect((await ask('/..%2f..%2fetc%2fpasswd.html')).status).toBe(404);
    expect((await ask('/%E0%A4%A')).status).toBe(404);
  });

  it('refuses other names for this machine, which a foreign page could use', async () => {
    expect((await ask('/a.zh.html', { host: 'evil.example' })).status).toBe(403);
  });

  it('tells open pages which files are new', async () => {
    const { port } = new URL(preview.address);
    const told = new Promise<string>((resolve, reject) => {
      const request = get({ host: '127.0.0.1', port, path: '/events' }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          if (text.includes(': open') && !text.includes('data:')) preview.reload(['a.zh.html', 'a.docx']);
          if (text.includes('data:')) {
            request.destroy();
            resolve(text);
          }
        });
      });
      request.on('error', reject);
    });
    expect(await told).toContain('data: ["a.zh.html"]');
  });
});
