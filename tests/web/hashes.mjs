// Simulates a game with the page's module, without a browser, and prints the hashes of its worlds.
// node hashes.mjs PAGE GAME SEED TICKS EVERY [INPUT]
import { readFile, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";

const [page, game, seed, ticks, every, input] = process.argv.slice(2);
const { initSync, ...player } = await import(pathToFileURL(join(page, "player.js")));
initSync({ module: await readFile(join(page, "player.wasm")) });
for (const entry of await readdir(game, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const file = join(entry.parentPath ?? entry.path, entry.name);
  player.add_file(relative(game, file).split(sep).join("/"), await readFile(file));
}
if (input) player.add_input(await readFile(input, "utf8"));
try {
  process.stdout.write(player.hashes("game", BigInt(seed), Number(ticks), Number(every)));
} catch (error) {
  console.error(player.panic_message() || error.message, "\n" + player.take_log());
  process.exitCode = 1;
}
