// The browser's sound thread: a block of the mixer for each block that it asks for.
import "./worklet-scope.js";
import { initSync, render, report, take } from "./mixer.js";

// After so many blocks of 128 frames the player hears what the mixer counts: 11 ms.
const BLOCKS_PER_REPORT = 4;

class Mixer extends AudioWorkletProcessor {
  constructor({ processorOptions }) {
    super();
    initSync({ module: new WebAssembly.Module(processorOptions.bytes) });
    this.block = new Float32Array(256);
    this.blocks = 0;
    this.port.onmessage = (event) => take(event.data);
  }

  process(_, [[left, right]]) {
    const frames = left.length;
    if (this.block.length !== 2 * frames) this.block = new Float32Array(2 * frames);
    const block = this.block;
    render(block);
    for (let frame = 0; frame < frames; frame += 1) {
      left[frame] = block[2 * frame];
      right[frame] = block[2 * frame + 1];
    }
    this.blocks += 1;
    if (this.blocks % BLOCKS_PER_REPORT === 0) this.port.postMessage(report());
    return true;
  }
}

registerProcessor("mixer", Mixer);
