// Journeys through what a browser, its machine and other pages do to a game. `browser.mjs` runs them.
import assert from "node:assert/strict";

export function journeysOfMishaps({ open, go, start, isReady, state, until, frames, shot, settings, isKept, warned }) {
  /** The picture's context, to be lost and given back at will. */
  const takeContext = (page) => page.evaluate(() => {
    globalThis.loser = document.querySelector("canvas").getContext("webgl2").getExtension("WEBGL_lose_context");
  });

  /** A context that is lost again before anybody could draw with it, and one that is lost while a shader is made. */
  async function again() {
    const page = await open();
    await start(page);
    await takeContext(page);
    const { ticks } = await state(page);
    for (const delay of [0, 1, 8, 16, 40, 400]) {
      await page.evaluate(async (delay) => {
        const wait = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });
        globalThis.loser.loseContext();
        await wait(50);
        globalThis.loser.restoreContext();
        await wait(delay);
        globalThis.loser.loseContext();
        await wait(50);
        globalThis.loser.restoreContext();
      }, delay);
      await frames(page, 20);
    }
    await until(page, (state) => state.phase === "Playing" && Number(state.ticks) > Number(ticks) + 20);
    await shot(page, "again");
  }

  /** A context that is lost in the midst of what opens the renderer. */
  async function midst() {
    const page = await open({ query: "?none" });
    await page.addInitScript(() => {
      const [name, at] = location.search.slice(1).split(",");
      const call = WebGL2RenderingContext.prototype[name];
      const { getExtension } = WebGL2RenderingContext.prototype;
      let count = 0;
      WebGL2RenderingContext.prototype[name] = function (...rest) {
        if ((count += 1) === Number(at)) {
          const loser = getExtension.call(this, "WEBGL_lose_context");
          loser.loseContext();
          setTimeout(() => loser.restoreContext(), 60);
        }
        return call.apply(this, rest);
      };
    });
    for (const what of ["getSupportedExtensions,1", "getExtension,3", "getParameter,1", "getParameter,10", "createShader,2", "createTexture,1"]) {
      await go(page, `?${what}`);
      await start(page);
      await until(page, (state) => Number(state.frames) > 20, what);
    }
  }

  /** A context that does not come back is told, and the game waits; when it does, it goes on. */
  async function gone() {
    const page = await open();
    await start(page);
    await takeContext(page);
    await page.evaluate(() => globalThis.loser.loseContext());
    await warned(page, "stopped drawing");
    const { ticks, phase } = await state(page);
    assert.equal(phase, "Paused");
    await shot(page, "gone");
    await page.evaluate(() => globalThis.loser.restoreContext());
    await warned(page, "^$");
    await page.keyboard.press("Escape");
    await until(page, (state) => state.phase === "Playing" && Number(state.ticks) > Number(ticks) + 10);
  }

  /** What others do in the page, and a machine that refuses to sound, end no game. */
  async function foreign() {
    const page = await open({ scripts: [() => {
      AudioContext.prototype.resume = () => Promise.reject(new DOMException("a call", "InvalidStateError"));
    }] });
    await isReady(page);
    const meddle = () => page.evaluate(() => {
      for (const reason of [new Error("analytics is blocked"), Object.create(null), { stack: Symbol() }, undefined]) Promise.reject(reason);
      for (const target of [globalThis, document.body]) target.dispatchEvent(new Event("keydown", { bubbles: true }));
    });
    await meddle();
    await start(page);
    await meddle();
    await page.keyboard.press("KeyW");
    const { ticks } = await state(page);
    await until(page, (state) => Number(state.ticks) > Number(ticks) + 20);
    assert.ok(!await page.isVisible("#problem"));
  }

  /** Two pages of a game do not put their files in each other's place: the second waits until the first is closed. */
  async function twice() {
    const first = await open();
    await start(first);
    const second = await first.context().newPage();
    await go(second, "");
    await second.waitForSelector("#problem:not([hidden])");
    assert.match(await second.textContent("#problem"), /open in another page/);
    assert.ok(!await second.isVisible("#start"));
    await shot(second, "twice");
    await first.bringToFront();
    await first.keyboard.press("Control+m");
    await frames(first, 60);
    await first.close();
    await second.bringToFront();
    await isReady(second);
    assert.ok(!await second.isVisible("#problem"));
    await start(second);
    assert.match(await settings(second), /muted = true/, "it has what the first one kept");
  }

  /** A page whose game has failed writes nothing any more: another one may play it. */
  async function over() {
    const first = await open();
    await start(first);
    const fail = () => {
      const error = new WebAssembly.RuntimeError("of the test");
      dispatchEvent(new ErrorEvent("error", { error, message: error.message }));
    };
    await first.keyboard.press("Control+m");
    await frames(first, 30);
    await first.evaluate(fail);
    const second = await first.context().newPage();
    await second.bringToFront();
    await go(second, "");
    await start(second);
    assert.match(await settings(second), /muted = true/, "what changed last was kept");
    await second.keyboard.press("Control+m");
    await frames(second, 60);
    await first.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: false })));
    await first.close();
    await second.reload();
    await start(second);
    assert.match(await settings(second), /muted = false/, "it is the second page's");
  }

  /** Without a turn to be had, as where a browser lets the page keep nothing, it is played all the same. */
  async function turnless() {
    const page = await open({ scripts: [() => {
      LockManager.prototype.request = () => Promise.reject(new DOMException("not in this page", "SecurityError"));
    }] });
    await isReady(page);
    await page.waitForTimeout(1_000);
    assert.ok(!await page.isVisible("#problem"), "nobody else plays");
    await start(page);
  }

  /** What was changed just before one leaves is kept. */
  async function left() {
    const page = await open();
    let isMuted = false;
    for (let round = 0; round < 8; round += 1) {
      await start(page);
      assert.equal(/muted = true/.test(await settings(page)), isMuted, `visit ${round}`);
      await page.keyboard.press("Control+m");
      isMuted = !isMuted;
      for (let turn = 0; /muted = true/.test(await settings(page)) !== isMuted; turn += 1) {
        assert.ok(turn < 1_000, "the key is felt");
        await frames(page, 1);
      }
      await page.evaluate(() => location.reload());
      await page.waitForLoadState();
    }
  }

  /** Somebody clears what pages keep in the midst of a game: what is saved from then on is kept. */
  async function cleared() {
    const page = await open();
    await start(page);
    await page.keyboard.press("Control+m");
    await frames(page, 60);
    const session = await page.context().newCDPSession(page);
    await session.send("Storage.clearDataForOrigin", { origin: new URL(page.url()).origin, storageTypes: "indexeddb" });
    await page.keyboard.press("Control+m");
    await frames(page, 60);
    await isKept(page, "settings.toml");
    await warned(page, "^$");
  }

  /** A browser that keeps a page to come back to finds the game as it was left; no time has passed. */
  async function returned() {
    const page = await open({ ignoreDefaultArgs: ["--mute-audio", "--disable-back-forward-cache"] });
    await page.evaluate(() => addEventListener("pageshow", (event) => { globalThis.cameBack = event.persisted; }));
    await start(page);
    const before = await state(page);
    await page.goto(new URL("/", page.url()).href);
    await page.waitForTimeout(1_000);
    // Such a page is not loaded: nothing but the visit itself can be waited for.
    await page.goBack({ waitUntil: "commit" });
    await page.waitForFunction(() => globalThis.cameBack !== undefined || document.readyState === "complete");
    if (!await page.evaluate(() => globalThis.cameBack)) {
      const why = await page.evaluate(() => JSON.stringify(performance.getEntriesByType("navigation")[0].notRestoredReasons));
      console.log(`this browser kept no page to come back to: ${why}`);
      return;
    }
    const after = await state(page);
    assert.equal(after.phase, "Paused");
    assert.ok(Number(after.ticks) < Number(before.ticks) + 30, "no time has passed");
    await page.keyboard.press("Escape");
    await until(page, (state) => state.phase === "Playing" && Number(state.ticks) > Number(after.ticks) + 10);
  }

  return { again, midst, gone, foreign, twice, over, turnless, left, cleared, returned };
}
