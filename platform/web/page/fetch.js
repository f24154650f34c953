// Fetches the player and the game at once, and counts their bytes against totals that are known before.

/** The compiled module, the bytes of the mixer's, and those of the game's bundle. */
export async function fetchAll(about, progress) {
  const total = about.player_bytes + about.mixer_bytes + about.game_bytes;
  let done = 0;
  const count = (bytes) => progress(Math.min(done += bytes, total), total);
  count(0);
  const [module, mixer, game] = await Promise.all([
    fetchModule(count),
    fetchFile("mixer.wasm", about.mixer_bytes, count),
    fetchFile(about.game, about.game_bytes, count),
  ]);
  return { module, mixer, game };
}

async function get(path) {
  let response;
  try {
    response = await fetch(path);
  } catch (error) {
    throw new Error(`${path} cannot be fetched: ${error.message}.\nIs the network there? A page from a folder of ` +
      "this machine cannot fetch: any web server will do.");
  }
  if (!response.ok) throw new Error(`${path} cannot be fetched: the server says ${response.status}.`);
  return response;
}

/** Compiles while it arrives. */
async function fetchModule(count) {
  const response = await get("player.wasm");
  const counted = response.body.pipeThrough(new TransformStream({
    transform(part, controller) {
      count(part.byteLength);
      controller.enqueue(part);
    },
  }));
  try {
    return await WebAssembly.compileStreaming(new Response(counted, { headers: { "content-type": "application/wasm" } }));
  } catch (error) {
    throw new Error(`player.wasm is broken (${error.message}); upload the game again, all of it.`);
  }
}

async function fetchFile(path, size, count) {
  const reader = (await get(path)).body.getReader();
  const bytes = new Uint8Array(size);
  let filled = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((error) => {
      throw new Error(`${path} broke off: ${error.message}.`);
    });
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
