// Simulates a game with the page's module, without a browser, and prints the hashes of its worlds.
// node hashes.mjs PAGE SEED TICKS EVERY [INPUT]
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [page, seed, ticks, every, input] = process.argv.slice(2);
const { initSync, ...player } = await import(pathToFileURL(join(page, "player.js")));
initSync({ module: await readFile(join(page, "player.wasm")) });
player.set_game("game.pack", await readFile(join(page, "game.pack")));
if (input) player.add_input(await readFile(input, "utf8"));
try {
  process.stdout.write(player.hashes(BigInt(seed), Number(ticks), Number(every)));
} catch (error) {
  console.error(player.panic_message() || error.message, "\n" + player.take_log());
  process.exitCode = 1;
}
