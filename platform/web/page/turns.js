// One page of a game at a time: two would put their files in each other's place.

// A page that is loaded anew may come before the one that goes has let go.
const PATIENCE_MILLISECONDS = 500;

let release = () => {};
// Whether the page has nothing to play any more, and holds no turn that comes late.
let isOver = false;

/** Waits until no other page of this browser plays the game, and keeps the others out from then on. `tell` is told what
 *  one waits for, and, with nothing, that it is over; `giveUp` is called where another page has played meanwhile. */
export async function takeTurn(id, tell, giveUp) {
  // A page that came without encryption has no locks; then nobody knows.
  if (!navigator.locks) return;
  const place = `playground ${id}`;
  try {
    await waitInSight(place, tell);
  } catch (error) {
    console.warn(`two pages of this game may be open: ${error.message}`);
    return;
  } finally {
    tell("");
  }
  if (!isOver) comeAndGo(place, giveUp);
}

/** Lets the next page play. */
export function leaveTurn() {
  isOver = true;
  release();
}

/** Holds the lock once it is free; whether it was got. */
function hold(place, options) {
  return new Promise((resolve, reject) => {
    navigator.locks.request(place, options, (lock) => {
      resolve(lock !== null);
      return lock && !isOver && new Promise((end) => { release = end; });
    }).catch(reject);
  });
}

/** Waits while somebody sees the page: who loads the one in sight anew does not find one behind it in the turn. */
async function waitInSight(place, tell) {
  for (let isMine = false; !isMine;) {
    if (document.hidden) await new Promise((resolve) => { document.addEventListener("visibilitychange", resolve, { once: true }); });
    const patience = setTimeout(() => {
      tell("This game is open in another page of this browser. Close it there, and it goes on here.");
    }, PATIENCE_MILLISECONDS);
    const asking = new AbortController();
    const look = () => { if (document.hidden) asking.abort(); };
    document.addEventListener("visibilitychange", look);
    try {
      isMine = !document.hidden && await hold(place, { signal: asking.signal });
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    } finally {
      clearTimeout(patience);
      document.removeEventListener("visibilitychange", look);
    }
  }
}

/** A browser keeps no page to come back to while that holds something. One that comes back after another has played has
 *  an old game. */
function comeAndGo(place, giveUp) {
  const mine = crypto.randomUUID();
  note(place, mine);
  addEventListener("pagehide", (event) => { if (event.persisted) release(); });
  addEventListener("pageshow", async (event) => {
    if (!event.persisted || isOver) return;
    const isFree = await hold(place, { ifAvailable: true }).catch(() => false);
    if (!isFree || note(place) !== mine) giveUp();
  });
}

/** Writes down whose turn it is, or reads it; nothing where the browser keeps no such notes. */
function note(place, whose) {
  try {
    if (whose) localStorage.setItem(place, whose);
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}
