// Controllers: a page has no events of theirs, only how they stand.

const SLOTS = 8;
// An effect lasts a little longer than it takes to renew it, so that motors do not stutter.
const RENEW_MILLISECONDS = 100;
const EFFECT_MILLISECONDS = 150;

export function openPads(player) {
  const there = new Array(SLOTS).fill(false);
  const shaken = Array.from({ length: SLOTS }, () => ({ strong: 0, weak: 0, due: 0 }));
  return {
    poll() {
      const pads = navigator.getGamepads?.() ?? [];
      for (let slot = 0; slot < SLOTS; slot += 1) {
        const pad = pads[slot];
        if (pad?.connected) {
          there[slot] = true;
          const buttons = Float32Array.from(pad.buttons, (button) => button.value);
          player.set_pad(slot, pad.id, buttons, Float32Array.from(pad.axes));
          shake(pad, player.felt(slot), shaken[slot]);
        } else if (there[slot]) {
          there[slot] = false;
          player.remove_pad(slot);
        }
      }
    },
  };
}

/** Lets a pad feel what the world wishes, where the browser reaches its motors. */
function shake(pad, [strong = 0, weak = 0], last) {
  const now = performance.now();
  const isNews = strong !== last.strong || weak !== last.weak;
  const isDue = (strong > 0 || weak > 0) && now >= last.due;
  if (!pad.vibrationActuator || !(isNews || isDue)) return;
  Object.assign(last, { strong, weak, due: now + RENEW_MILLISECONDS });
  const effect = { duration: EFFECT_MILLISECONDS, strongMagnitude: strong, weakMagnitude: weak };
  // A pad may say that it has motors, and refuse all the same.
  Promise.resolve(pad.vibrationActuator.playEffect?.("dual-rumble", effect)).catch(() => {});
}
