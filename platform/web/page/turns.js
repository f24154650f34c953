// One page of a game at a time: two would put their files in each other's place.

// A page that is loaded anew may come before the one that goes has let go.
const PATIENCE_MILLISECONDS = 500;

/** Waits until no other page of this browser plays the game, and keeps the others out from then on. `tell` is told what
 *  one waits for, and, with nothing, that it is over. */
export async function takeTurn(id, tell) {
  // A page that came without encryption has no locks; then nobody knows.
  if (!navigator.locks) return;
  const place = `playground ${id}`;
  // Whose turn it was last, so that a page that comes back sees whether another one has played meanwhile.
  const mine = crypto.randomUUID();
  let release;
  const hold = (options) => new Promise((resolve, reject) => {
    navigator.locks.request(place, options, (lock) => {
      resolve(lock !== null);
      return lock && new Promise((end) => { release = end; });
    }).catch(reject);
  });
  try {
    const patience = setTimeout(() => {
      tell("This game is open in another page of this browser. Close it there, and it goes on here.");
    }, PATIENCE_MILLISECONDS);
    await hold({});
    clearTimeout(patience);
    tell("");
    localStorage.setItem(place, mine);
  } catch (error) {
    console.warn(`two pages of this game may be open: ${error.message}`);
    return;
  }
  // A browser keeps no page to come back to while that holds something.
  addEventListener("pagehide", (event) => { if (event.persisted) release(); });
  addEventListener("pageshow", async (event) => {
    if (!event.persisted) return;
    const isFree = await hold({ ifAvailable: true });
    if (!isFree || localStorage.getItem(place) !== mine) location.reload();
  });
}
