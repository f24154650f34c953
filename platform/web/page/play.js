// The game as it is played: once a frame the player is told what only the page knows, and asked what it wants of it.
import { openPads } from "./pads.js";
import { openPointer } from "./pointer.js";
import { keepWished } from "./saves.js";
import { openSound } from "./sound.js";
import { openText } from "./text.js";
import { leaveTurn } from "./turns.js";
import { warn } from "./warnings.js";

/** Takes the cover away and plays, within the gesture that the browser asks for; what is given is told when it is over. */
export function play(player, page) {
  const { canvas, store, name } = page;
  const sound = openSound(player, page.mixer, (text) => warn("sound", text));
  page.cover.hidden = true;
  player.play();
  canvas.inert = false;
  canvas.setAttribute("aria-label", name);
  const text = openText(player, canvas);
  text.focus();
  const game = {
    isPlaying: true,
    /** It is over. */
    rest() {
      this.isPlaying = false;
      sound.rest();
    },
    /** Nobody sees it: it pauses, and what is to be kept is. */
    hide() {
      player.hide();
      store.flush(player, true);
      sound.rest();
    },
    /** Somebody may hear it again. */
    wake() { if (this.isPlaying) sound.wake(); },
  };
  listen(player, canvas, game, text);
  const pads = openPads(player);
  const pointer = openPointer(player, canvas);
  const step = () => {
    if (page.isOver()) return;
    pads.poll();
    sound.poll();
    store.flush(player);
    text.poll();
    pointer.poll();
    keepWished(player, canvas, name);
    if (player.wants_fullscreen()) toggleFullscreen();
    const title = player.title();
    if (title && document.title !== title) document.title = title;
    if (player.has_ended()) return end(player, page, game);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
  return game;
}

/** The player has left the game: it begins anew with a page that is new. */
function end(player, { store, cover, start }, game) {
  game.rest();
  leaveGame(player, store);
  // What comes in would be another page's matter.
  document.getElementById("into").hidden = true;
  cover.hidden = start.hidden = false;
  start.textContent = "Play again";
  start.addEventListener("click", () => location.reload());
  start.focus();
}

/** Keeps what changed last and lets the next page play; nothing in the canvas can be reached any more, and the pointer is
 *  nobody's. */
export async function leaveGame(player, store) {
  warn("picture", "");
  leaveCanvas();
  try {
    await store?.finish(player);
  } catch (error) {
    console.warn(`what changed last is not kept: ${error.message}`);
  }
  leaveTurn();
}

function leaveCanvas() {
  document.exitPointerLock?.();
  document.querySelectorAll("canvas").forEach((canvas) => { canvas.inert = true; });
}

function toggleFullscreen() {
  // A phone may have none at all.
  const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
  change?.catch((error) => console.warn(`no full screen: ${error.message}`));
}

// What would scroll the page, leave the canvas or search the page; all else is the browser's too.
const OURS = new Set(["Space", "Tab", "Backspace", "Quote", "Slash", "PageUp", "PageDown", "Home", "End", "F3", "F8", "F12",
  "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "AltLeft", "AltRight"]);

function listen(player, canvas, game, text) {
  addEventListener("keydown", (event) => {
    const isOurs = OURS.has(event.code) || (event.code === "F11" && document.fullscreenEnabled);
    if (game.isPlaying && !event.ctrlKey && !event.metaKey && isOurs) event.preventDefault();
  });
  canvas.addEventListener("contextmenu", (event) => event.preventDefault());
  // After the browser has done what it does with a press, so that the focus stays; a phone shows its keyboard then.
  canvas.addEventListener("pointerup", () => text.focus());
  // What stopped the sound beside us, as a call does on a phone, is over when somebody plays on.
  for (const kind of ["pointerup", "keydown", "touchend"]) addEventListener(kind, () => game.wake());
  document.addEventListener("visibilitychange", () => document.hidden ? game.hide() : game.wake());
  addEventListener("pagehide", () => game.hide());
  // A page that one comes back to has forgotten what had the focus.
  addEventListener("pageshow", () => {
    game.wake();
    if (game.isPlaying) text.focus();
  });
}
