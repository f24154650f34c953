// Fetches the player and the game at once, and counts their bytes against totals that are known before.

/** The compiled module, the bytes of the mixer's, the index of the game, and its files by path. */
export async function fetchAll(game, progress) {
  const [sizes, index] = await Promise.all([json("player.json"), json(`${game}/index.json`)]);
  const total = sizes.player + sizes.mixer + index.files.reduce((sum, file) => sum + file.size, 0);
  let done = 0;
  const count = (bytes) => progress(done += bytes, total);
  count(0);
  const [module, mixer, files] = await Promise.all([
    fetchModule(count),
    fetchFile(".", "mixer.wasm", sizes.mixer, count),
    Promise.all(index.files.map(async ({ path, size }) => [path, await fetchFile(game, path, size, count)])),
  ]);
  return { module, mixer, index, files };
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

async function json(path) {
  const response = await get(path);
  try {
    return await response.json();
  } catch {
    throw new Error(`${path} is broken; upload the game again, all of it.`);
  }
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

async function fetchFile(game, path, size, count) {
  const url = `${game}/${path.split("/").map(encodeURIComponent).join("/")}`;
  const reader = (await get(url)).body.getReader();
  const bytes = new Uint8Array(size);
  let filled = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((error) => {
      throw new Error(`${url} broke off: ${error.message}.`);
    });
    if (done) break;
    if (filled + value.byteLength <= size) bytes.set(value, filled);
    filled += value.byteLength;
    count(value.byteLength);
  }
  if (filled !== size) {
    throw new Error(`${url} has ${filled} bytes in place of ${size}; reload, or upload the game again, all of it.`);
  }
  return bytes;
}
