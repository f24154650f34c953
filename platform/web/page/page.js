// The page: fetches the game, waits for the first click, then calls the player once a frame.
// The player calls nothing here: all goes through the functions that it exports.
import init, * as player from "./player.js";
import { openStore } from "./store.js";
import { fetchAll } from "./fetch.js";
import { hintAtPads, openPads } from "./pads.js";
import { openPointer } from "./pointer.js";
import { keepWished, openSaves } from "./saves.js";
import { openSound } from "./sound.js";
import { openText } from "./text.js";

const find = (id) => document.getElementById(id);
const cover = find("cover");
const about = JSON.parse(find("about").textContent);
const query = new URLSearchParams(location.search);
let failed = false;
let isStarted = false;
// Whether the keys are the game's.
let isPlaying = false;
let sound;

/** Shows an error in place of the game; the first one is the cause. */
function fail(text) {
  if (failed) return;
  failed = true;
  sound?.rest();
  cover.hidden = find("again").hidden = false;
  for (const id of ["bar", "count", "start", "pads", "saves"]) find(id).hidden = true;
  const problem = find("problem");
  problem.hidden = false;
  problem.textContent = text;
  console.error(text);
}

/** What the player says of an exception that came out of it, or the exception's own words. */
function reason(error) {
  let panic = "";
  try { panic = player.panic_message(); } catch { /* the module is not there yet */ }
  if (panic) return `The player stopped: ${panic}`;
  const text = String(error?.message ?? error);
  // What engines say of memory that they do not give; without a word of the player it ends at an "unreachable".
  const isMemory = (error instanceof RangeError && /alloc|memory|length/i.test(text)) ||
    (error instanceof WebAssembly.RuntimeError && /unreachable|memory/.test(text));
  return isMemory ? `The browser gives this game no more memory (${text}). Close other pages, then try again.` : text;
}

addEventListener("error", (event) => {
  // What others put into a page may fail without the game.
  const isOurs = event.error instanceof WebAssembly.RuntimeError || event.filename?.startsWith(new URL(".", location.href).href);
  if (isOurs) fail(reason(event.error ?? event.message));
  else if (event.message) console.warn(event.message);
});
addEventListener("unhandledrejection", (event) => {
  // winit ends its setup with an exception on purpose.
  if (String(event.reason).includes("Using exceptions for control flow")) return event.preventDefault();
  fail(reason(event.reason));
});

function hasWebGl2() {
  return document.createElement("canvas").getContext("webgl2") !== null;
}

async function load() {
  if (about.is_live) import("./live.js").then(({ watch }) => watch());
  if (!hasWebGl2()) {
    return fail("This game draws with WebGL2, which this browser does not have or has switched off.\n" +
      "Turn hardware acceleration on, or take another browser.");
  }
  const { module, mixer, game } = await fetchAll(about, (done, total) => {
    find("bar").value = done / total;
    find("count").textContent = `${megabytes(done)} of ${megabytes(total)} MB`;
  });
  await init({ module_or_path: module }).catch((error) => {
    throw new Error(`player.js and player.wasm do not belong together (${error.message}); upload the game again, all of it.`);
  });
  player.set_game(about.game, game);
  const store = await openStore(about.id, warn);
  for (const [name, bytes] of await store.all()) player.add_stored(name, bytes);
  if (query.has("input")) player.add_input(await (await fetch(query.get("input"))).text());
  find("bar").hidden = find("count").hidden = true;
  const start = find("start");
  start.hidden = false;
  start.focus();
  const endHint = hintAtPads(player, (text) => { find("pads").textContent = text; });
  openSaves(player, about, store, { buttons: find("saves"), out: find("out"), into: find("into"), input: find("file"),
    say: (text) => { find("note").textContent = text; } });
  for (const kind of ["click", "keydown", "touchend"]) {
    addEventListener(kind, (event) => {
      if (isStarted || failed || find("saves").contains(event.target) || !isAStart(event)) return;
      isStarted = start.hidden = true;
      endHint();
      play(store, mixer).catch((error) => fail(reason(error)));
    });
  }
  stayOffline();
}

/** Whether this is meant as "go": a click, a finger, or a key that is not the browser's. */
function isAStart({ type, key, ctrlKey, altKey, metaKey }) {
  return type !== "keydown" || ((key.length === 1 || key === "Enter") && !ctrlKey && !altKey && !metaKey);
}

/** Tells something beside the game; nothing when it is over. */
function warn(text) {
  find("warning").textContent = text;
}

/** Lets the browser keep the page, once all of it is here. Another version waits until no page of this one is open: none
 *  is ever made of both. */
async function stayOffline() {
  if (about.is_live || !navigator.serviceWorker || !isSecureContext) return;
  try {
    const registration = await navigator.serviceWorker.register("offline.js");
    // Browsers look by themselves some seconds after a visit began, or not at all.
    if (registration.active) await registration.update();
  } catch (error) {
    console.warn(`the game does not stay without a network: ${error.message}`);
  }
}

function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}

/** A number of the address; nothing where it has none of this name. */
function asked(name) {
  const text = query.get(name);
  if (text === null) return undefined;
  const number = /^\d+$/.test(text) ? BigInt(text) : -1n;
  if (number !== BigInt.asUintN(64, number)) {
    throw new Error(`The address says ${name}=${text}; it takes a whole number below 2^64, as in ?${name}=600.`);
  }
  return number;
}

async function play(store, mixer) {
  // Within the gesture that the browser asks for.
  sound = openSound(player, mixer);
  cover.hidden = isPlaying = true;
  player.play(asked("seed") ?? 0n, asked("until"));
  const canvas = document.querySelector("canvas");
  canvas.setAttribute("aria-label", about.name);
  const text = openText(player, canvas);
  text.focus();
  listen(canvas, store, text);
  const pads = openPads(player);
  const pointer = openPointer(player, canvas);
  const step = () => {
    if (failed) return;
    pads.poll();
    sound.poll();
    store.flush(player);
    text.poll();
    pointer.poll();
    keepWished(player, canvas, about.name);
    if (player.wants_fullscreen()) toggleFullscreen();
    const title = player.title();
    if (title && document.title !== title) document.title = title;
    const log = player.take_log();
    if (log) console.log(log);
    const failure = player.failure() || player.panic_message();
    if (failure) return fail(failure);
    if (player.has_ended()) return end(store);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

/** The player has left the game: it begins anew with a page that is new. */
function end(store) {
  store.flush(player);
  sound.rest();
  isPlaying = false;
  cover.hidden = false;
  const start = find("start");
  find("pads").hidden = true;
  start.hidden = false;
  start.textContent = "Play again";
  start.addEventListener("click", () => location.reload());
  start.focus();
}

function toggleFullscreen() {
  // A phone may have none at all.
  const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
  change?.catch((error) => console.warn(`no full screen: ${error.message}`));
}

// What would scroll the page, leave the canvas or search the page; all else is the browser's too.
const OURS = new Set(["Space", "Tab", "Backspace", "Quote", "Slash", "PageUp", "PageDown", "Home", "End", "F3", "F8", "F12",
  "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "AltLeft", "AltRight"]);

function listen(canvas, store, text) {
  addEventListener("keydown", (event) => {
    if (isPlaying && !failed && !event.ctrlKey && !event.metaKey && OURS.has(event.code)) event.preventDefault();
  });
  canvas.addEventListener("contextmenu", (event) => event.preventDefault());
  // After the browser has done what it does with a press, so that the focus stays; a phone shows its keyboard then.
  canvas.addEventListener("pointerup", () => text.focus());
  canvas.addEventListener("webglcontextlost", (event) => {
    // Without this the browser gives no context back.
    event.preventDefault();
    player.lose_graphics();
  });
  canvas.addEventListener("webglcontextrestored", () => player.restore_graphics());
  const hide = () => {
    player.hide();
    store.flush(player);
    sound.rest();
  };
  const wake = () => { if (isPlaying && !failed) sound.wake(); };
  document.addEventListener("visibilitychange", () => document.hidden ? hide() : wake());
  addEventListener("pagehide", hide);
  addEventListener("pageshow", wake);
}

// For tests and for whoever looks with the browser's tools.
globalThis.playground = player;
load().catch((error) => fail(reason(error)));
