// The player's files in IndexedDB, a database for each game. The player itself keeps two generations of each, by name.

const wait = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

// So long a store that could not write waits before it tries again.
const RETRY_MILLISECONDS = 3_000;

// So long a browser may take to open what it keeps.
const OPEN_MILLISECONDS = 5_000;

const NOTHING_KEPT = "This browser keeps nothing for this page: what is saved is gone with it.";

/** The database of a game; `onclose` hears when the browser takes it away, as when somebody clears what pages have kept. */
async function connect(id, onclose) {
  const opening = indexedDB.open(`playground ${id}`, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("files");
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error("the browser does not answer")), OPEN_MILLISECONDS);
  });
  const database = await Promise.race([wait(opening), late]);
  database.onclose = () => onclose(database);
  return database;
}

/** The store of a game; one that forgets where the browser keeps nothing, as in some private windows. `warn` tells whoever
 *  plays that something is not kept, and, with nothing, that all is again. */
export async function openStore(id, warn) {
  let database;
  // Why nothing is kept at all.
  let refusal = "";
  const lose = (which) => { if (database === which) database = undefined; };
  try {
    database = await connect(id, lose);
  } catch (error) {
    console.warn(`nothing is saved: ${error?.message ?? error}`);
    refusal = NOTHING_KEPT;
  }
  let [isAsked, isTold] = [false, false];
  // What is not kept yet: bytes by name, or nothing for a file that goes.
  let waiting = new Map();
  let due = 0;
  // The last that tried to write each name: what an earlier one could not write is old then.
  const newest = new Map();
  const keepBack = (files, why) => {
    waiting = new Map([...[...files].filter(([name]) => newest.get(name) === files), ...waiting]);
    due = performance.now() + RETRY_MILLISECONDS;
    console.warn(`not saved: ${why}`);
    warn(`Not saved: ${why.replace(/\.$/, "")}. It is tried again.`);
  };
  /** Writes all of the files, or none. */
  const write = (files) => new Promise((resolve, reject) => {
    const transaction = database.transaction("files", "readwrite", { durability: "strict" });
    const store = transaction.objectStore("files");
    for (const [name, bytes] of files) {
      if (bytes) store.put(bytes, name);
      else store.delete(name);
    }
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new Error("the browser gives no reason"));
  });
  const attempt = async (files) => {
    try {
      database ??= await connect(id, lose);
      await write(files);
      if (waiting.size === 0) warn("");
    } catch (error) {
      // A connection that the browser has closed opens no more, and it does not always tell.
      if (error.name === "InvalidStateError") lose(database);
      keepBack(files, error.message || error.name);
    }
  };
  return {
    /** All that is kept; nothing, and nothing is kept from then on, where it cannot be read. */
    async all() {
      if (!database) return [];
      try {
        const files = database.transaction("files").objectStore("files");
        const [names, values] = await Promise.all([wait(files.getAllKeys()), wait(files.getAll())]);
        return names.map((name, place) => [name, values[place]]);
      } catch (error) {
        // What is there is not to be lost to a game that begins anew.
        refusal = `What this game has kept cannot be read (${error.message}). Nothing is kept now; reload the page to try again.`;
        warn(refusal);
        return [];
      }
    },
    /** Throws where nothing is kept. */
    refuse() { if (refusal) throw new Error(refusal); },
    /** Puts other files in the place of all that is kept. */
    async replace(entries) {
      this.refuse();
      database ??= await connect(id, lose);
      const transaction = database.transaction("files", "readwrite", { durability: "strict" });
      const files = transaction.objectStore("files");
      files.clear();
      for (const [name, bytes] of entries) files.put(bytes, name);
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(new Error(`not saved: ${transaction.error?.message}`));
      });
    },
    /** Writes down what changed: all of it, or nothing where the disk is full; then it is tried again. */
    flush(player) {
      for (let name = player.next_changed(); name !== undefined; name = player.next_changed()) {
        waiting.set(name, player.stored_bytes(name));
      }
      if (waiting.size === 0 || performance.now() < due) return;
      const files = waiting;
      waiting = new Map();
      for (const name of files.keys()) newest.set(name, files);
      if (refusal) {
        if (!isTold) warn(refusal);
        isTold = true;
        return;
      }
      attempt(files);
      // A browser that runs out of room throws away what nobody asked it to keep.
      if (!isAsked) navigator.storage?.persist?.().catch(() => {});
      isAsked = true;
    },
  };
}
