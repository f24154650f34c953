// Prints how large a page is, as it lies and as a server sends it; and what it costs in a browser, where there is one.
// node measure.mjs PAGE [TRIANGLE]; the environment names the browser as for `browser.mjs`.
import { readFile, readdir } from "node:fs/promises";
import { extname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { figures } from "./figures.mjs";

const [page, triangle] = process.argv.slice(2);
const sums = { raw: 0, gzip: 0, brotli: 0 };
for (const name of (await readdir(page)).sort()) {
  if (![".wasm", ".js", ".html", ".json"].includes(extname(name))) continue;
  const bytes = await readFile(join(page, name));
  const sizes = { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
  for (const key of Object.keys(sums)) sums[key] += sizes[key];
  print(name, sizes);
}
print("all but the game", sums);
if (process.env.PLAYGROUND_BROWSER) await figures(page, triangle);

function print(name, { raw, gzip, brotli }) {
  const columns = [raw, gzip, brotli].map((size) => `${(size / 1e6).toFixed(3)} MB`.padStart(10));
  console.log(`${name.padEnd(20)} raw ${columns[0]}  gzip ${columns[1]}  brotli ${columns[2]}`);
}
