// Controllers: a page has no events of theirs, only how they stand.

const SLOTS = 8;
// An effect lasts a little longer than it takes to renew it, so that motors do not stutter.
const RENEW_MILLISECONDS = 100;
const EFFECT_MILLISECONDS = 150;
// How often somebody looks whether a browser shows a controller, before the game begins.
const LOOK_MILLISECONDS = 250;

/** How all stand; none where a frame may not know of them. */
function all() {
  try {
    return navigator.getGamepads?.() ?? [];
  } catch {
    return [];
  }
}

export function openPads(player) {
  const there = new Array(SLOTS).fill(false);
  const shaken = Array.from({ length: SLOTS }, () => ({ strong: 0, weak: 0, due: 0 }));
  player.set_machine(navigator.userAgentData?.platform || navigator.platform || "");
  return {
    poll() {
      const pads = all();
      for (let slot = 0; slot < SLOTS; slot += 1) {
        const pad = pads[slot];
        if (pad?.connected) {
          there[slot] = true;
          const buttons = Float32Array.from(pad.buttons, (button) => button.value);
          player.set_pad(slot, pad.id, pad.mapping === "standard", motor(pad) !== undefined, buttons, Float32Array.from(pad.axes));
          shake(pad, player.felt(slot), shaken[slot]);
        } else if (there[slot]) {
          there[slot] = false;
          player.remove_pad(slot);
        }
      }
    },
  };
}

/** Says on the cover that a controller is seen, or how it comes to be: browsers show none before one of its buttons is pressed. */
export function hintAtPads(player, say) {
  if (!navigator.getGamepads) return () => {};
  const look = () => {
    const pad = Array.from(all()).find((pad) => pad?.connected);
    // A press of a controller is no gesture for which a browser lets a page sound.
    say(pad ? `${player.pad_name(pad.id)}: click to play` : "A controller? Press one of its buttons.");
  };
  look();
  const timer = setInterval(look, LOOK_MILLISECONDS);
  return () => clearInterval(timer);
}

/** How its motors are reached: as Chromium does, as Firefox does, or not at all. */
function motor(pad) {
  const { vibrationActuator, hapticActuators } = pad;
  if (vibrationActuator?.playEffect) {
    return (strongMagnitude, weakMagnitude) =>
      vibrationActuator.playEffect("dual-rumble", { duration: EFFECT_MILLISECONDS, strongMagnitude, weakMagnitude });
  }
  const pulse = hapticActuators?.[0];
  return pulse?.pulse && ((strong, weak) => pulse.pulse(Math.max(strong, weak), EFFECT_MILLISECONDS));
}

/** Lets a pad feel what the world wishes, where the browser reaches its motors. */
function shake(pad, [strong = 0, weak = 0], last) {
  const now = performance.now();
  const isNews = strong !== last.strong || weak !== last.weak;
  const isDue = (strong > 0 || weak > 0) && now >= last.due;
  if (!isNews && !isDue) return;
  Object.assign(last, { strong, weak, due: now + RENEW_MILLISECONDS });
  // A pad may say that it has motors, and refuse all the same.
  try {
    Promise.resolve(motor(pad)?.(strong, weak)).catch(() => {});
  } catch {
    // Some refuse at once.
  }
}
