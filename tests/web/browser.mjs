// Plays a shipped game in headless Chromium. `node browser.mjs PAGE JOURNEY [OPTIONS]`; the environment names the browser
// (PLAYGROUND_BROWSER) and the folder with playwright-core (PLAYGROUND_NODE).
//
// The pad is put in above the browser: this tests all of ours, and not how the browser reads a pad.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { journeysOfTheMachine } from "./machine.mjs";
import { journeysOfMishaps } from "./mishaps.mjs";
import { journeysOfAGame } from "./plays.mjs";
import { journeysOfPointing } from "./pointer.mjs";
import { serve } from "./server.mjs";
import { journeysOfStarting } from "./starts.mjs";

const [pageFolder, journey, ...options] = process.argv.slice(2);
const require = createRequire(join(process.env.PLAYGROUND_NODE, "package.json"));
const { chromium } = require("playwright-core");
const ARGUMENTS = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

const said = [];
const machine = journeysOfTheMachine({ open, start, isReady, until, frames, shot, settings, warned });
const close = () => browser?.close();
const go = (page, query) => page.goto(address + query);
const whole = journeysOfAGame({ open, close, go, isReady, state, until, frames, shot, options, pageFolder });
const pointing = journeysOfPointing({ open, start, isReady, until, frames, shot });
const starting = journeysOfStarting({ open, start, isReady, state, until, frames, shot, problem, listen, said,
  serveOther: (how) => { change = how; } });
const mishaps = journeysOfMishaps({ open, go, start, isReady, state, until, frames, shot, settings, isKept, warned });
const journeys = { ...machine, ...whole, ...pointing, ...starting, ...mishaps, keys, pad, touch, saves, context, hidden, resize, errors, sound, offline, renewed };
let change = (path, bytes) => bytes;
const { server, address } = await serve(pageFolder, (path, bytes) => change(path, bytes));
const profile = await mkdtemp(join(tmpdir(), "playground-browser-"));
let browser;
try {
  await journeys[journey]();
  console.log(`${basename(pageFolder)} ${journey}: passed`);
} catch (error) {
  console.error(error, "\n" + said.slice(-40).join("\n"));
  process.exitCode = 1;
} finally {
  await browser?.close().catch(() => {});
  server.close();
  server.closeAllConnections();
  await rm(profile, { recursive: true, force: true });
}

async function open(options = {}) {
  const { args = [], query = "", scripts = [], ...rest } = options;
  browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.PLAYGROUND_BROWSER,
    args: [...ARGUMENTS, ...args],
    viewport: { width: 960, height: 540 },
    ignoreDefaultArgs: ["--mute-audio"],
    ...rest,
  });
  browser.setDefaultTimeout(120_000);
  const page = browser.pages()[0] ?? await browser.newPage();
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(`page error: ${error.message}`));
  // Some versions give the first page no focus by themselves, and lock no pointer then.
  await page.bringToFront();
  for (const script of scripts) await page.addInitScript(script);
  await page.goto(address + query);
  return page;
}

function isReady(page) {
  return page.waitForSelector("#start:not([hidden])", { timeout: 120_000 });
}

/** Starts the game by a real click, and waits until it plays. */
async function start(page) {
  await isReady(page);
  await page.click("#start");
  await until(page, (state) => state.phase === "Playing" && Number(state.ticks) > 5);
}

/** What the player tells of itself. */
async function state(page) {
  const text = await page.evaluate(() => playground.report());
  return Object.fromEntries(text.trim().split("\n").map((line) => line.split(/: ?(.*)/s).slice(0, 2)));
}

async function until(page, isTrue, what = isTrue.toString()) {
  let last;
  for (let round = 0; round < 1_000; round += 1) {
    last = await state(page);
    if (isTrue(last)) return last;
    const problem = await page.textContent("#problem");
    if (problem) throw new Error(`the page says: ${problem}`);
    await page.waitForTimeout(100);
  }
  throw new Error(`never came: ${what}; at last ${JSON.stringify(last)}`);
}

/** The player's settings as the player knows them; empty where it has none. */
function settings(page) {
  return page.evaluate(() => new TextDecoder().decode(playground.stored_bytes("settings.toml") ?? new Uint8Array()));
}

/** Waits until the browser keeps a file of the player's. */
async function isKept(page, name) {
  const stored = () => page.evaluate(() => new Promise((resolve) => {
    const { id } = JSON.parse(document.getElementById("about").textContent);
    const opening = indexedDB.open(`playground ${id}`, 1);
    // Whoever looks makes no store.
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onerror = () => resolve([]);
    opening.onsuccess = () => {
      const request = opening.result.transaction("files").objectStore("files").getAllKeys();
      request.onsuccess = () => { opening.result.close(); resolve(request.result); };
    };
  }));
  for (let round = 0; round < 1_000; round += 1) {
    if ((await stored()).includes(name)) return;
    await page.waitForTimeout(50);
  }
  throw new Error(`${name} is not kept: ${await stored()}`);
}

/** Waits until the words at the foot of the page are such. */
function warned(page, source) {
  return page.waitForFunction((source) => new RegExp(source).test(document.getElementById("warning").textContent), source);
}

/** A picture of the page; kept where PLAYGROUND_SHOTS says. */
async function shot(page, name) {
  const path = process.env.PLAYGROUND_SHOTS && join(process.env.PLAYGROUND_SHOTS, `${basename(pageFolder)}-${name}.png`);
  return page.screenshot(path ? { path } : {});
}

/** So many frames pass. */
function frames(page, count) {
  return page.evaluate((count) => new Promise((resolve) => {
    const step = () => (count -= 1) > 0 ? requestAnimationFrame(step) : resolve();
    step();
  }), count);
}

async function keys() {
  const page = await open();
  await start(page);
  const before = await shot(page, "started");
  await page.keyboard.down("KeyW");
  const { ticks } = await state(page);
  await until(page, (state) => Number(state.ticks) > Number(ticks) + 20);
  await page.keyboard.up("KeyW");
  const after = await shot(page, "keys");
  assert.ok(!before.equals(after), "the picture moved");
}

async function pad() {
  const page = await open({ scripts: [() => {
    globalThis.pad = null;
    Navigator.prototype.getGamepads = () => [globalThis.pad, null, null, null];
  }] });
  await start(page);
  await page.evaluate(() => {
    const button = () => ({ pressed: false, touched: false, value: 0 });
    globalThis.pad = { id: "a pad", index: 0, connected: true, mapping: "standard", timestamp: 1,
      buttons: Array.from({ length: 17 }, button), axes: [0, 0, 0, 0] };
    dispatchEvent(new Event("gamepadconnected"));
  });
  await frames(page, 10);
  const before = await state(page);
  await page.evaluate(() => { globalThis.pad.buttons[0] = { pressed: true, touched: true, value: 1 }; });
  await frames(page, 10);
  await page.evaluate(() => { globalThis.pad.buttons[0] = { pressed: false, touched: false, value: 0 }; globalThis.pad.axes[0] = 1; });
  await frames(page, 30);
  const after = await state(page);
  assert.ok(Number(after.ticks) > Number(before.ticks));
  assert.match(after.pads, /a pad/);
  await shot(page, "pad");
}

async function touch() {
  const page = await open({ hasTouch: true });
  await isReady(page);
  await page.touchscreen.tap(480, 300);
  await until(page, (state) => state.phase === "Playing" && Number(state.ticks) > 5);
  const before = Number((await state(page)).touches);
  await page.touchscreen.tap(480, 270);
  await until(page, (state) => Number(state.touches) > before, "a touch that the player feels");
  await shot(page, "touch");
}

async function saves() {
  let page = await open();
  await start(page);
  await page.keyboard.press("Control+m");
  await isKept(page, "settings.toml");
  await page.keyboard.press("Control+m");
  await isKept(page, "settings.toml.previous");
  await page.keyboard.press("Control+m");
  await until(page, (state) => Number(state.ticks) > 0);
  await frames(page, 30);
  await browser.close();
  page = await open();
  await start(page);
  assert.match(await settings(page), /muted = true/);
}

async function context() {
  const page = await open();
  await start(page);
  await page.keyboard.press("Pause");
  await until(page, (state) => state.phase === "Paused");
  await frames(page, 30);
  const before = await shot(page, "before");
  const { hash } = await state(page);
  await page.evaluate(() => {
    const context = document.querySelector("canvas").getContext("webgl2");
    globalThis.loser = context.getExtension("WEBGL_lose_context");
    globalThis.loser.loseContext();
  });
  await frames(page, 10);
  await page.evaluate(() => globalThis.loser.restoreContext());
  await frames(page, 60);
  const after = await shot(page, "after");
  assert.equal((await state(page)).hash, hash, "the world is as it was");
  assert.ok(before.equals(after), "the picture is as it was");
}

async function hidden() {
  const page = await open();
  await start(page);
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { get: () => true, configurable: true });
    Object.defineProperty(document, "visibilityState", { get: () => "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  const before = await until(page, (state) => state.phase === "Paused");
  await page.waitForTimeout(500);
  await page.evaluate(() => {
    delete document.hidden;
    delete document.visibilityState;
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await page.waitForTimeout(200);
  const after = await state(page);
  assert.equal(after.ticks, before.ticks, "no tick while nobody looked");
}

async function resize() {
  const page = await open({ args: ["--force-device-scale-factor=2"], viewport: null });
  await start(page);
  const fits = async () => {
    const [width, height] = await page.evaluate(() => [innerWidth * 2, innerHeight * 2]);
    await until(page, (state) => state.size === `${width}x${height}`, `${width}x${height} pixels`);
  };
  assert.equal(await page.evaluate(() => devicePixelRatio), 2);
  await fits();
  const session = await browser.newCDPSession(page);
  const { windowId } = await session.send("Browser.getWindowForTarget");
  await session.send("Browser.setWindowBounds", { windowId, bounds: { width: 640, height: 480 } });
  await page.waitForFunction(() => innerWidth === 640);
  await fits();
  await shot(page, "resized");
}

async function problem(page) {
  await page.waitForSelector("#problem:not([hidden])", { timeout: 120_000 });
  return page.textContent("#problem");
}

async function errors() {
  const cut = (name, length) => (path, bytes) => path === name ? bytes.subarray(0, length) : bytes;
  const turn = (bytes) => {
    const turned = Buffer.from(bytes);
    turned[turned.length >> 1] ^= 1;
    return turned;
  };
  const cases = [
    [(path, bytes) => path === "/game.pack" ? null : bytes, /game\.pack cannot be fetched: the server says 404/],
    [cut("/game.pack", 1000), /game\.pack has 1000 bytes in place of/],
    [(path, bytes) => path === "/game.pack" ? Buffer.alloc(bytes.length) : bytes, /game\.pack: this is no bundle/],
    [cut("/player.wasm", 5000), /player\.wasm is broken/],
    [(path, bytes) => path === "/mixer.wasm" ? null : bytes, /mixer\.wasm cannot be fetched/],
    [(path, bytes) => path === "/page.js" ? null : bytes, /page\.js is missing or broken/],
    [cut("/page.js", 5000), /page\.js is missing or broken/],
    [cut("/page.js", 0), /page\.js is missing or broken/],
    [(path, bytes) => path === "/player.js" ? null : bytes, /player\.js is missing or broken/],
    [cut("/player.js", 5000), /player\.js is missing or broken/],
  ];
  const page = await open({ query: "?none" });
  for (const [how, expected] of cases) {
    change = how;
    await page.goto(address);
    assert.match(await problem(page), expected);
  }
  change = (path, bytes) => bytes;
  await page.addInitScript(() => {
    const getContext = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      return kind === "webgl2" ? null : getContext.call(this, kind, ...rest);
    };
  });
  await page.goto(address);
  assert.match(await problem(page), /WebGL2/);
  await shot(page, "no-webgl2");
}

/** Listens to what goes out of the page, in front of the loudspeaker. */
function listen() {
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (target, ...rest) {
    if (target === this.context.destination && !globalThis.heard) {
      const ear = new AnalyserNode(this.context, { fftSize: 2048 });
      const samples = new Float32Array(2048);
      globalThis.heard = 0;
      setInterval(() => {
        ear.getFloatTimeDomainData(samples);
        for (const sample of samples) globalThis.heard = Math.max(globalThis.heard, Math.abs(sample));
      }, 20);
      connect.call(this, ear);
    }
    return connect.call(this, target, ...rest);
  };
}

async function sound() {
  const page = await open({ scripts: [listen] });
  await start(page);
  await until(page, (state) => Number(state.sounds) > 0 && Number(state.peak) > 0.01, "a sound out of the mixer");
  const heard = await page.waitForFunction(() => globalThis.heard > 0.01 && globalThis.heard);
  console.log(`heard: ${await heard.jsonValue()}`);
}

/** What was played once is played without a network, and another version is there at the second visit. */
async function offline() {
  const page = await open();
  await start(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await browser.setOffline(true);
  server.closeAllConnections();
  change = () => null;
  await page.reload();
  await start(page);
  await shot(page, "offline");
}

/** Another version is fetched while this one is played, and is there when the page is opened the next time: whole. */
async function renewed() {
  let page = await open();
  await start(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const put = { "/offline.js": [/const VERSION = "/, '$&new '], "/index.html": ["<body>", '<body class="new">'], "/page.js": [/^/, "globalThis.isNew = true;\n"] };
  change = (path, bytes) => put[path] ? Buffer.from(bytes.toString().replace(...put[path])) : bytes;
  const versions = () => page.evaluate(() => [document.body.className, String(globalThis.isNew)]);
  await page.reload();
  await isReady(page);
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    while (!registration.waiting) await new Promise(requestAnimationFrame);
  });
  assert.deepEqual(await versions(), ["", "undefined"], "the visit stays with what it began with");
  await start(page);
  await until(page, (state) => Number(state.sounds) > 0, "it sounds as before");
  // A page beside the game's looks on: the browser takes a moment to see that the last one is closed.
  const beside = await browser.newPage();
  await beside.goto(new URL("/", address).href);
  await page.close();
  await beside.evaluate(async (scope) => {
    const registration = await navigator.serviceWorker.getRegistration(scope);
    while (registration.waiting) await new Promise((resolve) => { setTimeout(resolve, 10); });
  }, address);
  page = beside;
  await page.goto(address);
  await start(page);
  assert.deepEqual(await versions(), ["new", "true"], "all of it is new");
}
