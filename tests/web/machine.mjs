// Journeys to what the browser shares with its machine: files, text, the clipboard. `browser.mjs` runs them.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** An address for a script that a shipped page has within another one. */
async function scriptOfThePage(name) {
  const text = await readFile(new URL(`../../platform/web/page/${name}`, import.meta.url), "utf8");
  return `data:text/javascript,${encodeURIComponent(text)}`;
}

export function journeysOfTheMachine({ open, start, isReady, until, frames, shot, settings, warned }) {
  /** What `work` lets the browser keep: its name and its bytes. */
  async function kept(page, work) {
    const [download] = await Promise.all([page.waitForEvent("download"), work()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  /** Saves go out as a file, and another browser takes them in; what is no such file changes nothing. */
  async function files() {
    const page = await open({ acceptDownloads: true });
    await start(page);
    await page.keyboard.press("Control+m");
    await until(page, (state) => Number(state.ticks) > 0);
    await frames(page, 60);
    await page.reload();
    await isReady(page);
    const { name, bytes } = await kept(page, () => page.click("#out"));
    assert.match(name, /-saves\.zip$/);
    await page.evaluate(() => new Promise((resolve) => {
      const { id } = JSON.parse(document.getElementById("about").textContent);
      const opening = indexedDB.open(`playground ${id}`, 1);
      opening.onsuccess = () => {
        const transaction = opening.result.transaction("files", "readwrite");
        transaction.objectStore("files").clear();
        transaction.oncomplete = () => { opening.result.close(); resolve(); };
      };
    }));
    await page.reload();
    await isReady(page);
    const path = join(await mkdtemp(join(tmpdir(), "playground-saves-")), name);
    for (const [broken, words] of [[Buffer.from("a letter"), /holds no saves/], [bytes.subarray(0, -1), /is torn/]]) {
      await writeFile(path, broken);
      await page.setInputFiles("#file", path);
      await page.waitForFunction((source) => new RegExp(source).test(document.getElementById("note").textContent), words.source);
    }
    await shot(page, "saves");
    page.on("dialog", (dialog) => dialog.accept());
    await writeFile(path, bytes);
    await Promise.all([page.waitForEvent("load"), page.setInputFiles("#file", path)]);
    await rm(dirname(path), { recursive: true });
    await start(page);
    assert.match(await settings(page), /muted = true/);
  }

  /** What the browser refuses beside the game does not end it; what it does not keep is told, and kept as soon as it may be. */
  async function refused() {
    const page = await open({ scripts: [() => {
      Navigator.prototype.getGamepads = () => { throw new DOMException("not in this frame", "SecurityError"); };
      Element.prototype.requestFullscreen = undefined;
      const begin = IDBDatabase.prototype.transaction;
      IDBDatabase.prototype.transaction = function (names, mode, options) {
        const transaction = begin.call(this, names, mode, options);
        if (globalThis.refuses === "throws") throw new DOMException("The database connection is closing.", "InvalidStateError");
        if (mode === "readwrite" && (globalThis.refuses === "aborts" || globalThis.refuses === "one")) {
          if (globalThis.refuses === "one") globalThis.refuses = "";
          transaction.commit = () => transaction.abort();
        }
        return transaction;
      };
    }] });
    await start(page);
    await page.keyboard.press("F11");
    await page.evaluate(() => dispatchEvent(new ErrorEvent("error", { message: "somebody else's" })));
    for (const way of ["aborts", "throws"]) {
      await page.evaluate((way) => { globalThis.refuses = way; }, way);
      await page.keyboard.press("Control+m");
      await warned(page, "^Not saved: ");
      await shot(page, `refused-${way}`);
      await page.evaluate(() => { globalThis.refuses = ""; });
      await warned(page, "^$");
    }
    const { ticks } = await until(page, (state) => state.phase === "Playing");
    await until(page, (state) => Number(state.ticks) > Number(ticks) + 10, "the game goes on");
    const kept = await page.evaluate(async (script) => {
      const { openStore } = await import(script);
      const told = [];
      const store = await openStore("of the test", (text) => told.push(text));
      const write = (text) => {
        const names = ["a", undefined];
        store.flush({ next_changed: () => names.shift(), stored_bytes: () => text });
      };
      globalThis.refuses = "one";
      write("old");
      write("new");
      while (!told.some((text) => text)) await new Promise(requestAnimationFrame);
      // Whatever is tried again has been by then.
      await new Promise((resolve) => setTimeout(resolve, 3_500));
      store.flush({ next_changed: () => undefined });
      return (await store.all())[0][1];
    }, await scriptOfThePage("store.js"));
    assert.equal(kept, "new", "what could not be written first comes not after what was written since");
    await page.reload();
    await start(page);
    assert.match(await settings(page), /muted = false/, "pressed twice, and kept twice");
  }

  /** A picture and a report, as files that the browser keeps. */
  async function wishes() {
    const page = await open({ acceptDownloads: true });
    await start(page);
    const picture = await kept(page, () => page.keyboard.press("F12"));
    assert.match(picture.name, /\.png$/);
    // Its colours are looked at: a canvas that the browser has taken away is empty.
    const colours = await page.evaluate(async (bytes) => {
      const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
      const brush = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      brush.drawImage(bitmap, 0, 0);
      const words = new Uint32Array(brush.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer);
      return new Set(words).size;
    }, [...picture.bytes]);
    assert.ok(colours > 2, `${colours} colours`);
    const report = await kept(page, () => page.keyboard.press("F8"));
    assert.match(report.name, /-report\.zip$/);
    for (const name of ["run.replay", "about.txt", "picture.png", "log.txt"]) {
      assert.ok(report.bytes.includes(name), `${name} is in the report`);
    }
  }

  /** Whatever a browser knows of text: keys, an input method, a keyboard on the screen, the clipboard. */
  async function text() {
    const page = await open();
    await isReady(page);
    await page.evaluate(async (script) => {
      const { openText } = await import(script);
      const canvas = document.createElement("canvas");
      canvas.tabIndex = 0;
      document.body.append(canvas);
      globalThis.told = [];
      const tell = (what) => (said) => { told.push(`${what} ${said}`); };
      canvas.addEventListener("keydown", (event) => tell("key")(event.key));
      const player = { compose_text: tell("compose"), write_text: tell("write"), paste_text: tell("paste"),
        copied_text: () => "", lose_focus() {}, text_place: () => globalThis.place };
      const field = openText(player, canvas);
      globalThis.turn = (place) => { globalThis.place = place; field.poll(); return document.activeElement.tagName; };
    }, await scriptOfThePage("text.js"));
    const turn = (place) => page.evaluate((place) => turn(place), place);
    const check = async (work, expected) => {
      await page.evaluate(() => { told.length = 0; });
      await work();
      assert.deepEqual(await page.evaluate(() => told), expected);
    };
    assert.equal(await turn([10, 20, 100, 16]), "INPUT", "the field has the focus while text is wanted");
    const browserKeys = await page.context().newCDPSession(page);
    await check(() => page.keyboard.type("aß"), ["key a", "write ß"]);
    await check(() => page.keyboard.press("Backspace"), ["key Backspace"]);
    await check(async () => {
      await browserKeys.send("Input.imeSetComposition", { text: "に", selectionStart: 1, selectionEnd: 1 });
      await browserKeys.send("Input.imeSetComposition", { text: "にほ", selectionStart: 2, selectionEnd: 2 });
      await browserKeys.send("Input.insertText", { text: "日本" });
    }, ["compose に", "compose にほ", "compose 日本", "compose ", "write 日本"]);
    await check(() => page.evaluate(() => document.execCommand("delete")), ["key Backspace"]);
    await check(() => page.evaluate(() => {
      const data = new DataTransfer();
      data.setData("text/plain", "from elsewhere");
      document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data }));
    }), ["paste from elsewhere"]);
    assert.equal(await turn(undefined), "CANVAS", "and the canvas has it otherwise");
  }

  return { files, refused, wishes, text };
}
