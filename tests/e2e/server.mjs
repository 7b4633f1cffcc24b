// A static host for tests: the built page under a path that nobody planned for, on 127.0.0.1, at whatever port is free.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const BASE = "/any/path/";
const KINDS = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".png": "image/png",
};

export const dist = process.env.SYNOD_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));

/**
 * Starts the host. `pages` maps names to texts that stand beside the built files and win over them; `missing` is a
 * pattern of names that this host has lost. Resolves to `{ url, origin, close }`.
 */
export async function serve({ pages = {}, missing = /$^/ } = {}) {
  if (!existsSync(join(dist, "index.html"))) {
    throw new Error("there is no built page to test: run `cargo xtask build` first");
  }
  const packed = new Map();

  async function answer(request, response) {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    const name = path === BASE ? "index.html" : path.startsWith(BASE) ? path.slice(BASE.length) : "";
    const own = Object.hasOwn(pages, name);
    const safe = normalize(name) === name && !name.startsWith("..");
    if (!name || !safe || missing.test(name) || (!own && !existsSync(join(dist, name)))) {
      response.writeHead(404, { "content-type": "text/plain" }).end("nothing here\n");
      return;
    }
    let body = packed.get(name);
    if (!body) {
      body = gzipSync(own ? pages[name] : await readFile(join(dist, name)));
      packed.set(name, body);
    }
    response
      .writeHead(200, {
        "content-type": KINDS[extname(name)] ?? "application/octet-stream",
        "content-encoding": "gzip",
        "access-control-allow-origin": "*",
        "cache-control": "no-cache",
      })
      .end(body);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    url: origin + BASE,
    origin,
    close: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }),
  };
}
