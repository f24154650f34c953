// Small games that are measured, put into a page as `playground ship` does.
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const RATE = 48000;

/** Pong's balls, which all move: so slowly that none leaves the court within a minute. */
export function sprites(count) {
  const lines = [`( name: "camera", components: [ Camera2d() ] ),`];
  for (let index = 0; index < count; index += 1) {
    const [x, y] = [80 + (index % 128) * 1.25, 10 + Math.floor(index / 128) * (160 / Math.ceil(count / 128))];
    const slow = (index % 7 - 3) * 0.1;
    lines.push(`( components: [ Transform2d(position: (${x}, ${y})), Sprite(size: (1, 1)), Ball(velocity: (${slow}, ${slow})) ] ),`);
  }
  return game("sprites", ["pong"], lines, pongs());
}

/** So many voices of one tone, each at another place in it, for as long as one listens. */
export function voices(count, hertz) {
  const lines = [`( name: "camera", components: [ Camera2d() ] ),`];
  for (let index = 0; index < count; index += 1) {
    lines.push(`( components: [ Voice(sound: "sounds/tone.wav", looped: 1, gain: 0.01) ] ),`);
  }
  return game("voices", [], lines, { "sounds/tone.wav": tone(hertz) });
}

/** A game of nothing. */
export function nothing() {
  return game("nothing", [], [`( name: "camera", components: [ Camera2d() ] ),`], {});
}

function game(name, plugins, lines, files) {
  const manifest = `id = "playground.${name}"
name = "${name}"
version = "1.0.0"
runtime = 1
scene = "scenes/all.ron"
plugins = [${plugins.map((plugin) => `"${plugin}"`)}]
[window]
size = [320, 180]
`;
  return { name, files: { "game.toml": manifest, "scenes/all.ron": `Scene(format: 1, entities: [\n${lines.join("\n")}\n])\n`, ...files } };
}

/** What Pong's rules ask for, as small as it can be. */
function pongs() {
  const files = { "sprites/ball.png": Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4////fwAJ+wP9KobjigAAAABJRU5ErkJggg==", "base64") };
  for (const name of ["hit", "wall", "point", "win"]) files[`sounds/${name}.wav`] = tone(480);
  return files;
}

/** A second of a tone, quiet enough that many of it are no more than 1. */
function tone(hertz) {
  const bytes = Buffer.alloc(44 + RATE * 2);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write("WAVEfmt ", 8);
  bytes.writeUInt32LE(16, 16);
  for (const [value, at] of [[1, 20], [1, 22], [2, 32], [16, 34]]) bytes.writeUInt16LE(value, at);
  for (const [value, at] of [[RATE, 24], [RATE * 2, 28]]) bytes.writeUInt32LE(value, at);
  bytes.write("data", 36);
  bytes.writeUInt32LE(RATE * 2, 40);
  for (let frame = 0; frame < RATE; frame += 1) {
    bytes.writeInt16LE(Math.round(16000 * Math.sin(2 * Math.PI * hertz * frame / RATE)), 44 + 2 * frame);
  }
  return bytes;
}

/** Gives `work` a folder with the page and the game in it. */
export async function withPage(page, { name, files }, work) {
  const folder = await mkdtemp(join(tmpdir(), "playground-measure-"));
  try {
    await cp(page, folder, { recursive: true });
    const bundle = pack(files);
    await writeFile(join(folder, "game.pack"), bundle);
    const size = async (file) => (await readFile(join(folder, file))).length;
    const about = { name, id: `playground.${name}`, game: "game.pack", game_bytes: bundle.length,
      player_bytes: await size("player.wasm"), mixer_bytes: await size("mixer.wasm"), is_live: false };
    const index = (await readFile(join(folder, "index.html"), "utf8")).replaceAll("{{name}}", name);
    await writeFile(join(folder, "index.html"), index.replace("{{about}}", JSON.stringify(about)));
    // Nothing is to stay in the browser.
    await rm(join(folder, "offline.js"));
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A bundle of files that are stored as they are (`docs/shipping.md`). */
function pack(files) {
  const [parts, directory] = [[], []];
  let offset = 0;
  for (const name of Object.keys(files).sort()) {
    const bytes = Buffer.from(files[name]);
    // Version, flags, method, time, date, checksum, sizes, length of the name, of what follows it.
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x21, 8);
    head.writeUInt32LE(checksum(bytes), 10);
    head.writeUInt32LE(bytes.length, 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    parts.push(Buffer.from("PK\x03\x04", "latin1"), head, Buffer.from(name), bytes);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), head, rest, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + bytes.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  for (const at of [8, 10]) end.writeUInt16LE(Object.keys(files).length, at);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
}

function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
