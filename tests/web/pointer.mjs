// Journeys with a pointer that a game holds, and with a pad that the browser does not know. `browser.mjs` runs them.
import assert from "node:assert/strict";

export function journeysOfPointing({ open, start, isReady, until, frames, shot }) {
  const isLocked = (state) => state.phase === "Playing" && state.pointer.startsWith("locked");
  const isWaiting = (state) => state.phase === "Paused" && state.pointer.startsWith("free");

  /** Takes the first line of the pause, wherever the freed pointer lies. */
  async function resume(page) {
    while ((await until(page, isWaiting)).menu !== "Main 0") {
      await page.keyboard.press("ArrowUp");
      await frames(page, 2);
    }
    await page.keyboard.press("Enter");
  }

  /** The game's manifest says that the pointer is locked: it is, is given back in a pause, and may be taken. */
  async function pointer() {
    const page = await open({ scripts: [() => {
      // The first request comes to nothing, as that of a browser that wants a press first.
      const request = Element.prototype.requestPointerLock;
      globalThis.asked = 0;
      Element.prototype.requestPointerLock = function (...options) {
        globalThis.asked += 1;
        return globalThis.asked === 1 ? Promise.reject(new DOMException("not now", "NotAllowedError")) : request.apply(this, options);
      };
    }] });
    await start(page);
    await page.waitForFunction(() => globalThis.asked === 1);
    await until(page, (state) => state.phase === "Playing" && state.pointer.startsWith("free"));
    await frames(page, 30);
    assert.equal(await page.evaluate(() => asked), 1, "nobody is asked twice without a press");
    await page.mouse.move(480, 270);
    await page.mouse.down();
    await page.mouse.up();
    const before = await until(page, isLocked, "the lock that comes with a press");
    const canvas = page.locator("canvas");
    assert.equal(await canvas.evaluate((canvas) => getComputedStyle(canvas).cursor), "none");
    await page.mouse.move(520, 250);
    await page.mouse.move(560, 230);
    const moved = await until(page, (state) => state.pointer !== before.pointer, "a movement without a place");
    assert.ok(isLocked(moved));
    await shot(page, "pointer");
    await page.keyboard.press("Pause");
    await until(page, isWaiting);
    await page.waitForFunction(() => document.pointerLockElement === null);
    assert.notEqual(await canvas.evaluate((canvas) => getComputedStyle(canvas).cursor), "none");
    await resume(page);
    await until(page, isLocked, "the lock after the pause");
    // What a browser does of itself at Escape.
    await page.evaluate(() => document.exitPointerLock());
    await until(page, isWaiting, "a pause for who took the pointer");
    await resume(page);
    await until(page, isLocked);
  }

  /** A pad that comes with a press, whose parts the browser leaves as they are: the cover says its name, and starts nothing. */
  async function odd() {
    const page = await open({ scripts: [() => {
      globalThis.pad = null;
      globalThis.pulses = [];
      Navigator.prototype.getGamepads = () => [globalThis.pad, null, null, null];
      for (const [name, value] of [["platform", "Linux x86_64"], ["userAgentData", undefined]]) {
        Object.defineProperty(Navigator.prototype, name, { get: () => value, configurable: true });
      }
    }] });
    await isReady(page);
    const says = (words) => page.waitForFunction((words) => document.getElementById("pads").textContent === words, words);
    await says("A controller? Press one of its buttons.");
    await shot(page, "hint");
    await page.evaluate(() => {
      const button = () => ({ pressed: false, touched: false, value: 0 });
      globalThis.pad = { id: "0e8f-1006-GreenAsia Inc.    USB Joystick     ", index: 0, connected: true, mapping: "", timestamp: 1,
        buttons: Array.from({ length: 12 }, button), axes: [0, 0, 0, 0, 0, 0],
        hapticActuators: [{ pulse: (value) => { globalThis.pulses.push(value); return Promise.resolve(true); } }] };
      globalThis.press = (number, value) => { globalThis.pad.buttons[number] = { pressed: value > 0, touched: value > 0, value }; };
      press(2, 1);
    });
    await says("GreenAsia Inc.    USB Joystick: click to play");
    assert.ok(await page.isVisible("#start"), "a press of a pad starts nothing");
    await page.evaluate(() => press(2, 0));
    await start(page);
    await until(page, (state) => /GreenAsia Electronics Controller/.test(state.pads), "the name in the database");
    const press = async (number) => {
      await page.evaluate((number) => press(number, 1), number);
      await frames(page, 10);
      await page.evaluate((number) => press(number, 0), number);
      await frames(page, 10);
    };
    // Where the standard mapping has Start, this pad has its left stick.
    await press(9);
    const { ticks } = await until(page, (state) => state.phase === "Playing");
    await until(page, (state) => state.phase === "Playing" && Number(state.ticks) > Number(ticks) + 5);
    await press(11);
    await until(page, (state) => state.phase === "Paused", "the pause of the pad's own Start");
    // The tester of controllers: the last line but one of the settings. Select and South try the motors.
    for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "Enter", "ArrowUp", "ArrowUp", "Enter"]) {
      await page.keyboard.press(key);
      await frames(page, 2);
    }
    await until(page, (state) => state.phase === "Pads");
    await shot(page, "odd-pad");
    await page.evaluate(() => press(8, 1));
    await frames(page, 10);
    await page.evaluate(() => press(2, 1));
    await page.waitForFunction(() => globalThis.pulses.some((value) => value > 0.5));
    await page.evaluate(() => { press(2, 0); press(8, 0); globalThis.pad = null; });
    await until(page, (state) => state.pads === "");
    await frames(page, 20);
    await shot(page, "no-pad");
    await page.keyboard.press("Escape");
    await until(page, (state) => state.phase === "Paused");
  }

  return { pointer, odd };
}
