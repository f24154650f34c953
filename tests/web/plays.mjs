// Journeys of a whole game: the picture of one tick, and a player with each device in hand. `browser.mjs` runs them.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

// Long enough for any of the samples to take a player in.
const FRAMES_PER_PRESS = 5;

export function journeysOfAGame({ open, close, go, isReady, state, until, frames, shot, options, pageFolder }) {
  /** Plays from the beginning to the tick `until`, where the world stands still; gives the hash of its world. */
  async function playTo(page, tick) {
    await begin(page);
    const last = await until(page, (state) => Number(state.ticks) >= tick, `tick ${tick}`);
    assert.equal(Number(last.ticks), tick, "it stands still there");
    return last.hash;
  }

  /** World and picture after some ticks of a script, next to those of the desktop. Options: tick, seed, hash, picture, its
   *  size, and of how many thousands of pixels one may be off by more than 3 %; or `exact`. */
  async function picture() {
    const [tick, seed, hash, file, width, height, allowed] = options;
    const page = await open({ query: `?until=${tick}&seed=${seed}&input=input.txt`,
      viewport: { width: Number(width), height: Number(height) } });
    assert.equal(await playTo(page, Number(tick)), hash, "the world of the desktop");
    // The last tick is there; so is what is drawn of it, a few frames later.
    await frames(page, 10);
    await shot(page, "picture");
    const pictures = [await page.locator("canvas").screenshot(), await readFile(file)];
    const { size, all, differ, far, clear } = await page.evaluate(compare, pictures.map((bytes) => [...bytes]));
    console.log(`${all} pixels: ${differ} differ, ${far} by more than 3 %; the clear colour: ${clear}`);
    assert.equal(size[0], size[1], "the size of both");
    if (allowed === "exact") assert.equal(differ, 0, "all pixels but the clear colour are the same");
    else assert.ok(far * 1000 <= all * Number(allowed), "no more pixels are off than may be");
  }

  /** Counts where two pictures differ. The colour of the first corner is what the screen was cleared with. */
  async function compare(files) {
    const read = async (bytes) => {
      const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
      const brush = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      brush.drawImage(bitmap, 0, 0);
      return brush.getImageData(0, 0, bitmap.width, bitmap.height);
    };
    const [web, native] = await Promise.all(files.map(read));
    const [first, second] = [web.data, native.data];
    const counts = { size: [web, native].map(({ width, height }) => `${width}x${height}`), all: second.length / 4,
      differ: 0, far: 0, clear: `${[...first.subarray(0, 3)]} for ${[...second.subarray(0, 3)]}` };
    for (let at = 0; at < second.length; at += 4) {
      let most = 0;
      let isClear = true;
      for (let channel = 0; channel < 3; channel += 1) {
        most = Math.max(most, Math.abs(first[at + channel] - second[at + channel]));
        isClear &&= second[at + channel] === second[channel] && first[at + channel] === first[channel];
      }
      if (most > 0 && !isClear) counts.differ += 1;
      if (most > 8) counts.far += 1;
    }
    return counts;
  }

  /** Each device is felt by the world, one hears it, and a saved world is there again. */
  async function plays() {
    const tape = await startTape();
    try {
      const page = await open({ query: "?none", hasTouch: true, env: { ...process.env, ...tape.environment },
        scripts: [withoutPad] });
      for (const [name, device] of Object.entries({ nobody, keys, pad, touch })) {
        await go(page, "");
        await begin(page);
        await device(page);
        await shot(page, name);
        const { ticks, hash } = await pause(page);
        const isSame = hash === untouched(ticks);
        assert.equal(isSame, device === nobody, `${name}: after ${ticks} ticks the world is ${isSame ? "" : "not "}the one that nobody played in`);
      }
      await keeps(page);
      tape.check();
    } finally {
      await close();
      await tape.end();
    }
  }

  async function begin(page) {
    await isReady(page);
    await page.click("#start");
    await until(page, (state) => state.phase === "Playing" && Number(state.ticks) > 5);
  }

  /** The player's own key, which no world feels. */
  async function pause(page) {
    await page.keyboard.press("Escape");
    return until(page, (state) => state.phase === "Paused");
  }

  /** The hash of the world that nobody played in for so long: the page's own module simulates it, without a browser. */
  function untouched(ticks) {
    const program = join(import.meta.dirname, "hashes.mjs");
    return execFileSync(process.execPath, [program, pageFolder, "0", ticks, ticks], { encoding: "utf8" }).trim().split(" ").pop();
  }

  function nobody(page) {
    return frames(page, 30);
  }

  async function keys(page) {
    for (const key of ["Space", "Enter", "KeyW", "KeyD", "KeyE", "ArrowUp", "ArrowRight", "Space"]) {
      await page.keyboard.down(key);
      await frames(page, FRAMES_PER_PRESS);
      await page.keyboard.up(key);
      await frames(page, 2);
    }
  }

  /** The pad is put in above the browser: this tests all of ours, and not how the browser reads a pad. */
  function withoutPad() {
    globalThis.pad = null;
    Navigator.prototype.getGamepads = () => [globalThis.pad, null, null, null];
  }

  async function pad(page) {
    const hold = (button, axes) => page.evaluate(([held, axes]) => {
      const button = (_, index) => ({ pressed: index === held, touched: index === held, value: index === held ? 1 : 0 });
      const isNew = !globalThis.pad;
      globalThis.pad = { id: "a pad", index: 0, connected: true, mapping: "standard", timestamp: performance.now(),
        buttons: Array.from({ length: 17 }, button), axes };
      if (isNew) dispatchEvent(new Event("gamepadconnected"));
    }, [button, axes]);
    const rest = [0, 0, 0, 0];
    for (const [button, axes] of [[-1, rest], [0, rest], [-1, rest], [0, rest], [-1, [0, -1, 0, 0]],
      [-1, [1, 0, 1, 0]], [12, rest], [15, rest], [-1, rest]]) {
      await hold(button, axes);
      await frames(page, FRAMES_PER_PRESS);
    }
    assert.match((await state(page)).pads, /a pad/);
  }

  /** A thumb on the left half that leads up and to the right, and taps of another one on the right. */
  async function touch(page) {
    const session = await page.context().newCDPSession(page);
    const send = (type, ...points) => session.send("Input.dispatchTouchEvent", { type,
      touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
    const { width, height } = page.viewportSize();
    const [left, up, right] = [[width * 0.14, height * 0.74], [width * 0.18, height * 0.6], [width * 0.88, height * 0.8]];
    for (const tap of [[width * 0.5, height * 0.5], right]) {
      await send("touchStart", tap);
      await frames(page, FRAMES_PER_PRESS);
      await send("touchEnd");
    }
    await send("touchStart", left);
    await frames(page, 2);
    await send("touchMove", up);
    await frames(page, FRAMES_PER_PRESS);
    for (let count = 0; count < 2; count += 1) {
      await send("touchStart", up, right);
      await frames(page, FRAMES_PER_PRESS);
      await send("touchEnd", up);
      await frames(page, 2);
    }
    await send("touchEnd");
    await session.detach();
  }

  /** Saves in a slot, loads the page anew, and goes on from there. */
  async function keeps(page) {
    /** Chooses the line of a menu, on its page. Step by step: a key that is slow to come up is held, and goes on. */
    const choose = async (name, line) => {
      for (let steps = 0; steps < 100; steps += 1) {
        const { menu } = await until(page, (state) => state.menu.startsWith(`${name} `), `the page ${name}`);
        const chosen = menu.split(" ")[1];
        if (Number(chosen) === line) break;
        await page.keyboard.press(Number(chosen) < line ? "ArrowDown" : "ArrowUp");
        await frames(page, 2);
      }
      await page.keyboard.press("Enter");
      await frames(page, 2);
    };
    await go(page, "");
    await begin(page);
    await keys(page);
    const saved = await pause(page);
    await choose("Main", 2);
    await choose("Save", 0);
    await page.waitForFunction(async (id) => {
      const databases = await indexedDB.databases();
      if (!databases.some(({ name }) => name === `playground ${id}`)) return false;
      const names = await new Promise((resolve) => {
        const opening = indexedDB.open(`playground ${id}`, 1);
        opening.onsuccess = () => {
          const request = opening.result.transaction("files").objectStore("files").getAllKeys();
          request.onsuccess = () => { opening.result.close(); resolve(request.result); };
        };
      });
      return names.some((name) => name.includes("slot"));
    }, await page.evaluate(() => JSON.parse(document.getElementById("about").textContent).id));
    await shot(page, "saved");
    await go(page, `?until=${saved.ticks}`);
    await begin(page);
    await pause(page);
    await choose("Main", 3);
    await choose("Load", 0);
    const resumed = await until(page, (state) => state.ticks === saved.ticks, `tick ${saved.ticks} again`);
    assert.equal(resumed.hash, saved.hash, "the world that was saved");
    await frames(page, 10);
    await shot(page, "resumed");
  }

  return { picture, plays };
}

/** A sound server whose loudspeaker is a tape: its environment for a browser, and `check` for what is on it. */
async function startTape() {
  const folder = await mkdtemp(join(tmpdir(), "playground-tape-"));
  const [socket, guests] = [join(folder, "native"), []];
  const environment = { PULSE_SERVER: `unix:${socket}`, PULSE_COOKIE: join(folder, "cookie"), XDG_RUNTIME_DIR: folder };
  const begin = (name, args, stdio) => {
    const guest = spawn(name, args, { env: { ...process.env, HOME: folder, ...environment }, stdio });
    guests.push(guest);
    return new Promise((resolve) => guest.on("error", () => resolve(null)).on("spawn", () => resolve(guest)));
  };
  const end = async () => {
    guests.forEach((guest) => guest.kill());
    await rm(folder, { recursive: true, force: true });
  };
  const server = await begin("pulseaudio", ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--log-level=info",
    "--realtime=no", "--high-priority=no", "-L", "module-null-sink sink_name=rec rate=48000 channels=2 format=float32le norewinds=1",
    "-L", `module-native-protocol-unix socket=${socket} auth-anonymous=1`], ["ignore", "ignore", "pipe"]);
  let isThere = false;
  if (server) {
    const lines = createInterface({ input: server.stderr });
    isThere = await Promise.race([once(server, "exit").then(() => false), new Promise((resolve) => {
      lines.on("line", (line) => { if (line.includes("Daemon startup complete")) resolve(true); });
    })]);
  }
  const recorder = isThere && await begin("parec", ["--device=rec.monitor", "--raw", "--rate=48000", "--channels=1",
    "--format=float32le"], ["ignore", "pipe", "ignore"]);
  if (!recorder) {
    await end();
    return { environment: {}, end, check: () => console.log("SKIPPED: pulseaudio does not start here, so nothing was recorded") };
  }
  let [peak, rest] = [0, Buffer.alloc(0)];
  recorder.stdout.on("data", (chunk) => {
    const bytes = Buffer.concat([rest, chunk]);
    const whole = bytes.length - bytes.length % 4;
    for (let at = 0; at < whole; at += 4) peak = Math.max(peak, Math.abs(bytes.readFloatLE(at)));
    rest = bytes.subarray(whole);
  });
  return {
    environment,
    end,
    check() {
      console.log(`recorded from the loudspeaker: peak ${peak.toFixed(3)}`);
      assert.ok(peak > 0.01, "one hears it");
    },
  };
}
