// Sound: the mixer runs inside of an AudioWorklet, in a module of its own. Commands go there as messages, what it
// counts comes back. Where a browser has no worklet, the page itself mixes, as far ahead as it may stall.

const RATE = 48000;
const BLOCK_FRAMES = 2048;
// How far ahead the page mixes without a worklet.
const AHEAD_SECONDS = 0.17;

/** To be called within a click, a key or a touch: before that no page may sound. */
export function openSound(player, mixerBytes, warn) {
  let context;
  try {
    context = new AudioContext({ sampleRate: RATE, latencyHint: "interactive" });
  } catch (error) {
    warn(`No sound: ${error.message}`);
    return { poll() { player.exchange_sound(new Float64Array()); }, rest() {}, wake() {} };
  }
  let output;
  const reports = [];
  const take = (opening) => opening.then((opened) => { output = opened; }, (error) => {
    warn(`No sound: ${error.message}`);
    // What the player says to a mixer is taken, and forgotten.
    output = { pump() {}, take() {} };
  });
  const openHere = (error) => {
    console.warn(`no worklet, the page mixes: ${error.message}`);
    return openRing(context, mixerBytes, reports);
  };
  const replace = () => {
    output = undefined;
    reports.length = 0;
    // The next mixer knows nothing: the player tells it all that sounds.
    player.restart_sound();
    take(openHere(new Error("its mixer stopped")));
  };
  const openThere = () => openWorklet(context, mixerBytes, reports, replace);
  // Behind the first picture, which a second module in the making would hold up.
  take(twoFrames().then(() => context.audioWorklet ? openThere().catch(openHere) : openRing(context, mixerBytes, reports)));
  return {
    poll() {
      // Before the mixer is there its messages wait.
      if (!output) return;
      output.pump();
      for (const report of [new Float64Array(), ...reports.splice(0)]) {
        const message = player.exchange_sound(report);
        if (message.length > 0) output.take(message);
      }
    },
    rest() { context.suspend().catch(tellRefused); },
    // A machine may refuse, as in the midst of a call; it is asked again when somebody plays on.
    wake() { if (!document.hidden) context.resume().catch(tellRefused); },
    context,
  };
}

function tellRefused(error) {
  console.warn(`the machine's sound: ${error.message}`);
}

function twoFrames() {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

async function openWorklet(context, bytes, reports, replace) {
  await context.audioWorklet.addModule("worklet.js");
  const node = new AudioWorkletNode(context, "mixer", {
    numberOfInputs: 0,
    outputChannelCount: [2],
    processorOptions: { bytes },
  });
  node.port.onmessage = (event) => reports.push(event.data);
  node.onprocessorerror = () => {
    node.disconnect();
    node.port.onmessage = null;
    replace();
  };
  node.connect(context.destination);
  return { pump() {}, take(message) { node.port.postMessage(message, [message.buffer]); } };
}

async function openRing(context, bytes, reports) {
  const mixer = await import("./mixer.js");
  mixer.initSync({ module: new WebAssembly.Module(bytes) });
  const block = new Float32Array(2 * BLOCK_FRAMES);
  let due = 0;
  return {
    pump() {
      if (context.state !== "running") return;
      due = Math.max(due, context.currentTime);
      while (due < context.currentTime + AHEAD_SECONDS) {
        mixer.render(block);
        const buffer = context.createBuffer(2, BLOCK_FRAMES, RATE);
        for (const side of [0, 1]) {
          const channel = buffer.getChannelData(side);
          for (let frame = 0; frame < BLOCK_FRAMES; frame += 1) channel[frame] = block[2 * frame + side];
        }
        const source = new AudioBufferSourceNode(context, { buffer });
        source.connect(context.destination);
        source.start(due);
        due += BLOCK_FRAMES / RATE;
      }
      reports.push(mixer.report());
    },
    take(message) { mixer.take(message); },
  };
}
