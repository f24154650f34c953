// The pointer, while a game holds it: the canvas locks it, and the browser gives it back to whoever presses Escape.
// Movements come by winit, which hears them of the window.

export function openPointer(player, canvas) {
  const isHeld = () => document.pointerLockElement === canvas;
  document.addEventListener("pointerlockchange", () => player.note_pointer_lock(isHeld()));
  return {
    poll() {
      const order = player.pointer_order();
      if (order === true && !isHeld()) lock(canvas);
      else if (order === false && isHeld()) document.exitPointerLock();
    },
  };
}

// A browser that refuses is asked again with the player's next press: most want one, and some wait a second after Escape.
async function lock(canvas) {
  try {
    // Some give a promise, some nothing; on a phone there is no pointer.
    await canvas.requestPointerLock?.();
  } catch (error) {
    console.warn(`the pointer is not locked: ${error.message}`);
  }
}
