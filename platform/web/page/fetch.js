// Fetches the player and the game as soon as this script is there, and counts their bytes against totals that are known
// before.

export const about = JSON.parse(document.getElementById("about").textContent);

const total = about.player_bytes + about.mixer_bytes + about.game_bytes;
let done = 0;
let tell = () => {};

/** The compiled module, the bytes of the mixer's, and those of the game's bundle. */
export const arriving = fetchAll();
// What fails is told by whoever waits for it.
arriving.catch(() => {});

/** Tells how many bytes are there, of how many, from now on. */
export function watchArriving(progress) {
  tell = progress;
  count(0);
}

function count(bytes) {
  done = Math.min(done + bytes, total);
  tell(done, total);
}

async function fetchAll() {
  const [module, mixer, bundle] = await Promise.all([
    fetchModule(),
    fetchFile("mixer.wasm", about.mixer_bytes),
    fetchFile(about.game, about.game_bytes),
  ]);
  return { module, mixer, bundle };
}

/** What a server has at a path. */
export async function get(path) {
  let response;
  try {
    response = await fetch(path);
  } catch (error) {
    throw new Error(`${path} cannot be fetched: ${error.message}.\nIs the network there?`);
  }
  if (!response.ok) throw new Error(`${path} cannot be fetched: the server says ${response.status}.`);
  return response;
}

/** Compiles while it arrives: the response itself, whose compiled code a browser keeps for the next visit. A second copy
 *  is counted. */
async function fetchModule() {
  let response = await get("player.wasm");
  const counting = countParts(response.clone());
  // What breaks off is told below.
  counting.catch(() => {});
  const type = "application/wasm";
  // A server may not know what this is.
  if (response.headers.get("content-type") !== type) response = new Response(response.body, { headers: { "content-type": type } });
  try {
    return await WebAssembly.compileStreaming(response);
  } catch (error) {
    await counting;
    throw new Error(`player.wasm is broken (${error.message}); upload the game again, all of it.`);
  }
}

async function countParts(response) {
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await read(reader, "player.wasm");
    if (done) return;
    count(value.byteLength);
  }
}

/** The next part of a file. */
async function read(reader, path) {
  try {
    return await reader.read();
  } catch (error) {
    throw new Error(`${path} broke off: ${error.message}.`);
  }
}

async function fetchFile(path, size) {
  const reader = (await get(path)).body.getReader();
  const bytes = new Uint8Array(size);
  let filled = 0;
  for (;;) {
    const { done, value } = await read(reader, path);
    if (done) break;
    if (filled + value.byteLength <= size) bytes.set(value, filled);
    filled += value.byteLength;
    count(value.byteLength);
  }
  if (filled !== size) {
    throw new Error(`${path} has ${filled} bytes in place of ${size}; reload, or upload the game again, all of it.`);
  }
  return bytes;
}
