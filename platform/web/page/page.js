// The page until the game is played: the cover with its bar, errors in words, the click that begins.
// The player calls nothing here: all goes through the functions that it exports.
import { about, arriving, get, watchArriving } from "./fetch.js";
import { hintAtPads } from "./pads.js";
import { leaveGame, play } from "./play.js";
import { openSaves } from "./saves.js";
import { openStore } from "./store.js";
import { takeTurn } from "./turns.js";
import { warn } from "./warnings.js";

const find = (id) => document.getElementById(id);
const cover = find("cover");
/** The player's functions, once they are there. */
let player;
const query = new URLSearchParams(location.search);
// How long a browser may take to give a lost picture back before it is told.
const PATIENCE_MILLISECONDS = 5_000;
// As long as timers go.
const FOR_LONG = 2 ** 31 - 1;
let failed = false;
let isStarted = false;
/** Whether the player has the canvas. */
let isPrepared = false;
// The game, once it is played, and what it keeps.
let game;
let store;

/** Shows an error in place of the game; the first one is the cause. */
function fail(text) {
  if (failed) return;
  failed = true;
  game?.rest();
  // Whatever goes on behind the words waits.
  try { player?.hide(); } catch { /* it is broken */ }
  leaveGame(player, store);
  cover.hidden = find("again").hidden = false;
  for (const id of ["bar", "count", "start", "pads", "saves"]) find(id).hidden = true;
  const problem = find("problem");
  problem.hidden = false;
  problem.textContent = text;
  find("again").focus();
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

// What others put into a page, and extensions, may fail without the game.
const OUR_SCRIPTS = ["page.js", "player.js", "player.wasm"].map((name) => new URL(name, location.href).href);

/** Tells of an error that nobody has caught: ours ends the game. */
function judge(error, place) {
  let places = place;
  try { places += ` ${String(error.stack)}`; } catch { /* whoever threw it has none to show */ }
  const isOurs = error instanceof WebAssembly.RuntimeError || OUR_SCRIPTS.some((script) => places.includes(script));
  if (isOurs) fail(reason(error));
  else console.warn("not of the game:", error);
}

addEventListener("error", (event) => { if (event.message) judge(event.error ?? event.message, event.filename); });
addEventListener("unhandledrejection", (event) => judge(event.reason, ""));
// What scripts call a key, and is none, has no name of a key.
for (const kind of ["keydown", "keyup"]) {
  addEventListener(kind, (event) => { if (!(event instanceof KeyboardEvent)) event.stopImmediatePropagation(); }, { capture: true });
}

/** The canvas under the cover, with the context that the player will find in it; null where there is none. The context
 *  is made while the files arrive, and as large as it will be. */
function openCanvas() {
  const canvas = document.createElement("canvas");
  // Until it is played nothing in it can be reached.
  canvas.inert = true;
  document.body.append(canvas);
  const pixels = (points) => Math.round(points * devicePixelRatio);
  [canvas.width, canvas.height] = [pixels(canvas.clientWidth), pixels(canvas.clientHeight)];
  let patience;
  canvas.addEventListener("webglcontextlost", (event) => {
    // Without this the browser gives no context back.
    event.preventDefault();
    if (isPrepared) player.lose_graphics();
    clearTimeout(patience);
    patience = setTimeout(() => {
      if (isOver()) return;
      game?.hide();
      warn("picture", "The browser has stopped drawing, and gives the picture back when it can. If it does not: reload the page; " +
        "what the game has saved is kept.", FOR_LONG);
    }, PATIENCE_MILLISECONDS);
  });
  canvas.addEventListener("webglcontextrestored", () => {
    clearTimeout(patience);
    warn("picture", "");
    if (isPrepared) player.restore_graphics();
    game?.wake();
  });
  const context = canvas.getContext("webgl2", { antialias: false });
  if (context) answerWhenLost(context);
  return context && canvas;
}

/** A context that is lost answers nothing where the renderer, which is being opened, counts on an answer. */
function answerWhenLost(context) {
  const { getSupportedExtensions, getParameter, VERSION, SHADING_LANGUAGE_VERSION } = context;
  const words = { [VERSION]: "WebGL 2.0", [SHADING_LANGUAGE_VERSION]: "WebGL GLSL ES 3.00" };
  context.getSupportedExtensions = () => getSupportedExtensions.call(context) ?? [];
  context.getParameter = (name) => getParameter.call(context, name) ?? (context.isContextLost() ? words[name] ?? "" : null);
}

/** Waits while the canvas has lost its context: the player begins with one. */
async function waitForContext(canvas) {
  while (canvas.getContext("webgl2").isContextLost()) {
    await new Promise((resolve) => { canvas.addEventListener("webglcontextrestored", resolve, { once: true }); });
  }
}

async function load() {
  if (about.is_live) import("./live.js").then(({ watch }) => watch());
  watchArriving((done, total) => {
    find("bar").value = done / total;
    find("count").textContent = `${megabytes(done)} of ${megabytes(total)} MB`;
  });
  const numbers = [asked("seed") ?? 0n, asked("until")];
  const binding = import("./player.js").catch((error) => {
    throw new Error(`player.js is missing or broken (${error.message}); reload, or upload the game again, all of it.`);
  });
  // What it has kept is read when no other page writes any more.
  const turn = about.is_live ? Promise.resolve() : takeTurn(about.id, tellTurn, giveUp);
  const opening = turn.then(() => openStore(about.id, (text) => warn("store", text)));
  const reading = opening.then((opened) => opened.all());
  const canvas = openCanvas();
  if (!canvas) {
    return fail("This game draws with WebGL2, which this browser does not have or has switched off.\n" +
      "Turn hardware acceleration on, or take another browser.");
  }
  const { module, mixer, bundle } = await arriving;
  player = await binding;
  // For tests and for whoever looks with the browser's tools.
  globalThis.playground = player;
  await player.default({ module_or_path: module }).catch((error) => {
    if (!(error instanceof WebAssembly.LinkError || error instanceof TypeError)) throw error;
    throw new Error(`player.js and player.wasm do not belong together (${error.message}); upload the game again, all of it.`);
  });
  player.set_game(about.game, bundle);
  store = await opening;
  for (const [name, bytes] of await reading) player.add_stored(name, bytes);
  if (query.has("input")) player.add_input(await (await get(query.get("input"))).text());
  await waitForContext(canvas);
  player.prepare(canvas, ...numbers);
  isPrepared = true;
  find("bar").hidden = find("count").hidden = true;
  const start = find("start");
  start.hidden = false;
  start.focus();
  const endHint = hintAtPads(player, (text) => { find("pads").textContent = text; });
  openSaves(player, about, store, { buttons: find("saves"), out: find("out"), into: find("into"), input: find("file"),
    say: (text) => { find("note").textContent = text; } });
  for (const kind of ["click", "keydown"]) {
    addEventListener(kind, (event) => {
      if (isStarted || failed || find("saves").contains(event.target) || !isAStart(event)) return;
      isStarted = start.hidden = find("pads").hidden = true;
      endHint();
      try {
        game = play(player, { canvas, store, mixer, cover, start, name: about.name, isOver: () => failed || hasFailed() });
      } catch (error) {
        fail(reason(error));
      }
    });
  }
  watchLoading();
  stayOffline();
}

/** Whether nothing is played any more. */
function isOver() {
  return failed || game?.isPlaying === false;
}

/** Another page has played meanwhile: what this one knows is old. */
function giveUp() {
  store?.close();
  location.reload();
}

/** What one waits for before the game can be loaded. */
function tellTurn(text) {
  if (failed) return;
  find("problem").textContent = text;
  find("problem").hidden = text === "";
}

/** Until it is played: the game is being loaded under the cover, and may fail there. */
function watchLoading() {
  if (isStarted || failed) return;
  if (hasFailed()) return;
  requestAnimationFrame(watchLoading);
}

/** Tells what ended the player; whether something did. */
function hasFailed() {
  const log = player.take_log();
  if (log) console.log(log);
  const failure = player.failure() || player.panic_message();
  if (failure) fail(failure);
  return failure !== "";
}

/** Whether this is meant as "go": a click, which a finger's tap is too, or a key that is not the browser's. */
function isAStart({ type, key, ctrlKey, altKey, metaKey }) {
  return type !== "keydown" || ((key.length === 1 || key === "Enter") && !ctrlKey && !altKey && !metaKey);
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

// From here on this script tells what is wrong.
globalThis.playground = undefined;
load().catch((error) => fail(reason(error)));
