// What our page costs in headless Chromium, next to a page that does the least: `measure.mjs` calls it.
// The browser draws with a processor here, so times are of that; read what stands next to each other in one run.
import { createRequire } from "node:module";
import { join } from "node:path";
import { nothing, sprites, voices, withPage } from "./scenes.mjs";
import { serve } from "./server.mjs";

const ARGUMENTS = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
  "--autoplay-policy=no-user-gesture-required"];
const HERTZ = 480;
const [ROUNDS, FRAMES, SPRITES, VOICES] = [9, 120, 10_000, 64];

export async function figures(page, triangle) {
  const require = createRequire(join(process.env.PLAYGROUND_NODE, "package.json"));
  const browser = await require("playwright-core").chromium.launch({
    executablePath: process.env.PLAYGROUND_BROWSER, args: ARGUMENTS, ignoreDefaultArgs: ["--mute-audio"] });
  try {
    if (triangle) await firstFrame(browser, page, triangle);
    await frameOfSprites(browser, page);
    await stalls(browser, page, { name: `page stalled 120 ms of each 300 ms, ${VOICES} voices`, stall: true, seconds: 30 });
    await stalls(browser, page, { name: `quiet page, ${VOICES} voices`, stall: false, seconds: 60 });
  } finally {
    await browser.close();
  }
}

/** Opens a page as nobody has seen it before, does `work` with it, and closes it. */
async function visit(browser, folder, scripts, work, viewport = { width: 960, height: 540 }) {
  const { server, address } = await serve(folder);
  const context = await browser.newContext({ viewport, serviceWorkers: "block" });
  const said = [];
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    for (const script of scripts) await page.addInitScript(script, script === listen ? HERTZ : undefined);
    await page.goto(address);
    return await work(page);
  } catch (error) {
    throw new Error(`${error.message}\n${said.slice(-20).join("\n")}`);
  } finally {
    await context.close();
    server.close();
    server.closeAllConnections();
  }
}

const median = (numbers) => numbers.toSorted((one, other) => one - other)[numbers.length >> 1];
const at = (numbers, share) => numbers.toSorted((one, other) => one - other)[Math.floor((numbers.length - 1) * share)];
const milliseconds = (number) => `${number.toFixed(2)} ms`.padStart(12);

/** Clicks as soon as it may, and notes when the first frame that draws, and that no cover hides, is there to be shown. */
function clickAtOnce() {
  const draws = ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"];
  for (const name of draws) {
    const draw = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = function (...rest) {
      if (!globalThis.drawn && document.getElementById("cover")?.hidden !== false) {
        globalThis.drawn = performance.now();
        requestAnimationFrame(() => { globalThis.shown = performance.now(); });
      }
      return draw.apply(this, rest);
    };
  }
  new MutationObserver(() => {
    const start = document.getElementById("start");
    if (!start || start.hidden || globalThis.ready) return;
    globalThis.ready = performance.now();
    start.click();
  }).observe(document, { subtree: true, childList: true, attributes: true });
}

/** From the visit to the first frame: of ours with a click that takes no time, and of a bare triangle, in turns. */
async function firstFrame(browser, page, triangle) {
  const times = { ours: [], bare: [], ready: [] };
  await withPage(page, nothing(), async (folder) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [key, place] of [["ours", folder], ["bare", triangle]]) {
        const { shown, ready } = await visit(browser, place, [clickAtOnce], async (page) => {
          await page.waitForFunction(() => globalThis.shown);
          return page.evaluate(() => ({ shown, ready: globalThis.ready }));
        });
        times[key].push(shown);
        if (ready) times.ready.push(ready);
      }
    }
  });
  const [ours, bare] = [median(times.ours), median(times.bare)];
  console.log(`first frame          ${milliseconds(ours)}  of a bare triangle ${milliseconds(bare)}  ratio ${(ours / bare).toFixed(2)} (bar 1.5)`);
  console.log(`  of it until the page asks for a click ${milliseconds(median(times.ready))}`);
}

/** Notes how long each of the page's frames works before it first speaks to the graphics card, and in all. */
function watchFrames() {
  globalThis.frames = [];
  let began = 0;
  let spoke = 0;
  for (const name of Object.getOwnPropertyNames(WebGL2RenderingContext.prototype)) {
    const { value } = Object.getOwnPropertyDescriptor(WebGL2RenderingContext.prototype, name);
    if (typeof value !== "function" || ["constructor", "isContextLost"].includes(name)) continue;
    WebGL2RenderingContext.prototype[name] = function (...rest) {
      spoke ||= performance.now();
      return value.apply(this, rest);
    };
  }
  const request = globalThis.requestAnimationFrame;
  globalThis.requestAnimationFrame = (work) => request((time) => {
    [began, spoke] = [performance.now(), 0];
    work(time);
    if (spoke) globalThis.frames.push([spoke - began, performance.now() - began]);
  });
}

/** On a small picture, so that a frame comes for each tick and none has the ticks of others to make up for. */
async function frameOfSprites(browser, page) {
  await withPage(page, sprites(SPRITES), (folder) => visit(browser, folder, [watchFrames], async (page) => {
    await page.click("#start:not([hidden])");
    await page.waitForFunction(() => /phase: Playing/.test(playground.report()));
    const ticks = () => page.evaluate(() => Number(/ticks: (.*)/.exec(playground.report())[1]));
    await page.evaluate(() => { globalThis.frames.length = 0; });
    const before = await ticks();
    await page.waitForFunction((count) => globalThis.frames.length >= count, FRAMES);
    const frames = await page.evaluate(() => globalThis.frames);
    const share = (await ticks() - before) / frames.length;
    const [ours, all] = [0, 1].map((index) => frames.map((frame) => frame[index]));
    console.log(`frame, ${SPRITES} sprites ${milliseconds(median(ours))}  before submit (bar 3), 95 of 100 below ` +
      `${milliseconds(at(ours, 0.95))}, with what WebGL takes ${milliseconds(median(all))}, ${share.toFixed(1)} ticks a frame`);
  }, { width: 320, height: 180 }));
}

/** An ear behind all that the page plays, and behind a plain tone of its own, in a worklet as well. */
function listen(hertz) {
  const source = `
    // A click bends the wave by more than four times what the tone does itself; where one fades over into another, or
    // begins to be faded, it has a kink that nobody hears.
    const BENDS = [["breaks", 4], ["kinks", 1]];
    class Ear extends AudioWorkletProcessor {
      constructor({ processorOptions: { hertz } }) {
        super();
        const step = 2 * Math.PI * hertz / sampleRate;
        this.twice = 2 * Math.cos(step);
        this.bend = step * step;
        this.last = [0, 0];
        this.counts = { breaks: 0, kinks: 0, late: 0, worst: 0, level: 0 };
        this.quiet = { breaks: 0, kinks: 0 };
        this.port.onmessage = ({ data }) => {
          if (data === "again") this.counts = { breaks: 0, kinks: 0, late: 0, worst: 0, level: 0 };
          else this.port.postMessage(this.counts);
        };
      }
      process([[samples]]) {
        const now = Date.now();
        const gap = this.then ? now - this.then : 0;
        this.then = now;
        this.counts.worst = Math.max(this.counts.worst, gap);
        // A block is 2.7 ms, and a device asks for some at once.
        if (gap > 40) this.counts.late += 1;
        // How far the wave is off from where a sine goes on to, next to how much the sine bends itself.
        let off = 0;
        for (const sample of samples ?? []) {
          off = Math.max(off, Math.abs(sample - this.twice * this.last[0] + this.last[1]));
          this.counts.level = Math.max(this.counts.level, Math.abs(sample));
          this.last = [sample, this.last[0]];
        }
        off /= this.bend * this.counts.level;
        for (const [name, most] of BENDS) {
          // What breaks in two blocks that follow each other is one glitch.
          if (off > most && this.quiet[name] === 0) this.counts[name] += 1;
          this.quiet[name] = off > most ? 2 : Math.max(this.quiet[name] - 1, 0);
        }
        return true;
      }
    }
    class Tone extends AudioWorkletProcessor {
      constructor({ processorOptions: { hertz } }) {
        super();
        this.step = 2 * Math.PI * hertz / sampleRate;
        this.frame = 0;
      }
      process(_, [[samples]]) {
        for (let index = 0; index < samples.length; index += 1) samples[index] = 0.3 * Math.sin(this.step * (this.frame++ % 48000));
        return true;
      }
    }
    registerProcessor("ear", Ear);
    registerProcessor("tone", Tone);`;
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const connect = AudioNode.prototype.connect;
  globalThis.ears = {};
  const hear = async (name, node) => {
    await node.context.audioWorklet.addModule(url);
    const ear = new AudioWorkletNode(node.context, "ear", { numberOfOutputs: 0, processorOptions: { hertz } });
    ears[name] = ear;
    connect.call(node, ear);
  };
  AudioNode.prototype.connect = function (target, ...rest) {
    if (target === this.context.destination && !ears.ours) {
      ears.ours = true;
      hear("ours", this);
    }
    return connect.call(this, target, ...rest);
  };
  globalThis.playPlain = async () => {
    const context = new AudioContext({ sampleRate: 48000, latencyHint: "interactive" });
    await context.audioWorklet.addModule(url);
    const tone = new AudioWorkletNode(context, "tone", { numberOfInputs: 0, outputChannelCount: [2], processorOptions: { hertz } });
    await hear("plain", tone);
    connect.call(tone, context.destination);
  };
  globalThis.count = (name) => new Promise((resolve) => {
    ears[name].port.onmessage = ({ data }) => resolve(data);
    ears[name].port.postMessage("count");
  });
}

async function stalls(browser, page, { name, stall, seconds }) {
  await withPage(page, voices(VOICES, HERTZ), (folder) => visit(browser, folder, [listen], async (page) => {
    await page.click("#start:not([hidden])");
    await page.waitForFunction(() => globalThis.ears.ours?.port);
    await page.evaluate(() => playPlain());
    await page.waitForTimeout(2_000);
    await page.evaluate((stall) => {
      for (const ear of Object.values(ears)) ear.port.postMessage("again");
      if (!stall) return;
      setInterval(() => {
        const until = performance.now() + 120;
        while (performance.now() < until);
      }, 300);
    }, stall);
    await page.waitForTimeout(seconds * 1_000);
    const [ours, plain] = await page.evaluate(async () => [await count("ours"), await count("plain")]);
    const words = ({ breaks, kinks, late, worst, level }) => `${breaks} breaks in the wave, with kinks ${kinks}, ` +
      `${late} blocks over 40 ms late (worst ${worst} ms), level ${level.toFixed(2)}`;
    console.log(`${name}, ${seconds} s\n  ours        ${words(ours)}\n  plain tone  ${words(plain)}`);
  }));
}
