// The page's service worker: keeps the files of one version of the game, for when there is no network.
const ID = {{id}};
const VERSION = {{version}};
const FILES = [{{files}}];
// A browser shares its caches between all pages of an address, so that each game in each folder has names of its own.
const NAMES = `playground ${ID} ${registration.scope} `;
const CACHE = NAMES + VERSION;

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(forget()));

addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(answer(event.request));
});

async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "no-cache" })));
}

async function forget() {
  for (const name of await caches.keys()) {
    if (name.startsWith(NAMES) && name !== CACHE) await caches.delete(name);
  }
  await clients.claim();
}

async function answer(request) {
  const cache = await caches.open(CACHE);
  const isNavigation = request.mode === "navigate";
  const isRoot = isNavigation && new URL(request.url).pathname === new URL(registration.scope).pathname;
  const kept = await cache.match(isRoot ? "index.html" : request, { ignoreSearch: isNavigation });
  if (!kept) return fetch(request);
  // A browser shows no page that a server led elsewhere.
  return kept.redirected ? new Response(kept.body, { headers: kept.headers }) : kept;
}
