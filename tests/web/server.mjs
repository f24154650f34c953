// Serves a folder on a free port of this machine, not from its root: a page works from any path.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json",
  ".wasm": "application/wasm", ".png": "image/png", ".webmanifest": "application/manifest+json" };

const PLACE = "/games/it/";

/** The server and its address; `change` may give other bytes for a path, or null for none, at once or later. */
export function serve(root, change = (path, bytes) => bytes) {
  const server = createServer(async (request, response) => {
    const asked = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const path = normalize(asked.endsWith("/") ? asked + "index.html" : asked).replace(PLACE, "/");
    try {
      if (!asked.startsWith(PLACE)) throw new Error("not of the game's");
      const bytes = await change(path, await readFile(join(root, path)));
      if (!bytes) throw new Error("no such file");
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream",
        "cache-control": "no-cache" });
      response.end(bytes);
    } catch {
      // With words: a browser shows a page of its own in place of an empty one.
      response.writeHead(404).end("no such file");
    }
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve({ server, address: `http://127.0.0.1:${server.address().port}${PLACE}` }));
  });
}
