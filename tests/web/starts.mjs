// Journeys to the moment in which a game begins, and to what may go wrong before it. `browser.mjs` runs them.
import assert from "node:assert/strict";
import { nothing, withPage } from "./scenes.mjs";
import { serve } from "./server.mjs";

export function journeysOfStarting({ open, start, isReady, state, until, frames, shot, problem, listen, said, serveOther }) {
  /** All is made ready under the cover, and nothing of it begins before the click: the next frame is the game's. */
  async function cover() {
    const page = await open();
    await isReady(page);
    const waiting = await until(page, (state) => state.ready === "true");
    assert.deepEqual([waiting.phase, waiting.ticks, waiting.frames], ["Loading", "0", "0"]);
    const phase = await page.evaluate(() => new Promise((resolve) => {
      document.getElementById("start").click();
      const turns = (count) => count > 0 ? requestAnimationFrame(() => turns(count - 1)) : resolve(playground.report());
      turns(2);
    }));
    assert.match(phase, /phase: Playing/);
  }

  /** A finger that moves the cover does not mean it; one that taps beside the button does. */
  async function swiped() {
    const page = await open({ hasTouch: true });
    await isReady(page);
    const session = await page.context().newCDPSession(page);
    const send = (type, ...points) => session.send("Input.dispatchTouchEvent", { type,
      touchPoints: points.map(([x, y]) => ({ x, y })) });
    await send("touchStart", [200, 400]);
    for (let y = 390; y > 200; y -= 10) await send("touchMove", [200, y]);
    await send("touchEnd");
    await frames(page, 10);
    assert.ok(await page.isVisible("#cover"), "nobody has said go");
    await page.touchscreen.tap(200, 500);
    await until(page, (state) => state.phase === "Playing");
    assert.ok(!await page.isVisible("#cover"));
  }

  /** A game that is broken says so before anybody asks for it. */
  async function broken() {
    const game = nothing();
    game.files["scenes/all.ron"] = "Scene(format: 1, entities: [ ( name: 5 ) ])";
    await withPage(process.env.PLAYGROUND_PAGE, game, async (folder) => {
      const { server, address } = await serve(folder);
      try {
        const page = await open();
        await page.goto(address);
        assert.match(await problem(page), /scenes\/all\.ron/);
        assert.ok(!await page.isVisible("#start"), "there is nothing to play");
        await shot(page, "broken");
      } finally {
        server.close();
        server.closeAllConnections();
      }
    });
  }

  /** A context that is lost while files arrive is waited for. */
  async function early() {
    const page = await open();
    let arrive;
    const arrived = new Promise((resolve) => { arrive = resolve; });
    serveOther(async (path, bytes) => {
      if (path === "/player.wasm") await arrived;
      return bytes;
    });
    await page.goto(page.url(), { waitUntil: "commit" });
    await page.waitForSelector("canvas", { state: "attached" });
    await page.evaluate(() => {
      globalThis.loser = document.querySelector("canvas").getContext("webgl2").getExtension("WEBGL_lose_context");
      globalThis.loser.loseContext();
    });
    await frames(page, 10);
    arrive();
    await page.waitForFunction(() => globalThis.playground?.panic_message);
    await frames(page, 30);
    await page.evaluate(() => globalThis.loser.restoreContext());
    await start(page);
    await until(page, (state) => state.phase === "Playing" && Number(state.frames) > 5);
    await shot(page, "early");
  }

  /** What ends a game gives the pointer back, and the way out has the focus. */
  async function freed() {
    const page = await open();
    await start(page);
    await page.mouse.click(480, 270);
    await page.evaluate(() => document.querySelector("canvas").requestPointerLock());
    await page.waitForFunction(() => document.pointerLockElement !== null);
    await page.evaluate(() => {
      const error = new WebAssembly.RuntimeError("of the test");
      dispatchEvent(new ErrorEvent("error", { error, message: error.message }));
    });
    assert.match(await problem(page), /of the test/);
    await page.waitForFunction(() => document.pointerLockElement === null && document.activeElement.id === "again");
  }

  /** A mixer that dies in the browser's sound thread is followed by one in the page, which knows what sounds. */
  async function mixers() {
    serveOther((path, bytes) => path !== "/worklet.js" ? bytes
      : bytes.toString().replace("    render(block);", '    if (this.blocks > 200) throw new Error("it died");\n    render(block);'));
    const page = await open({ scripts: [listen] });
    await start(page);
    await page.waitForFunction(() => playground.report().includes("sounds: "));
    for (let round = 0; !said.some((line) => line.includes("its mixer stopped")); round += 1) {
      assert.ok(round < 1_000, "the mixer dies");
      await page.waitForTimeout(50);
    }
    await page.evaluate(() => { globalThis.heard = 0; });
    await page.waitForFunction(() => globalThis.heard > 0.01);
    const { sounds } = await state(page);
    await until(page, (state) => Number(state.sounds) > Number(sounds), "another sound");
  }

  return { cover, swiped, broken, early, freed, mixers };
}
