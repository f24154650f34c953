// The player's files in IndexedDB, a database for each game. The player itself keeps two generations of each, by name.

const wait = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

// So long a store that could not write waits before it tries again.
const RETRY_MILLISECONDS = 3_000;

/** The store of a game; one that forgets where the browser keeps nothing, as in some private windows. `warn` tells whoever
 *  plays that something is not kept, and, with nothing, that all is again. */
export async function openStore(id, warn) {
  let database;
  try {
    const opening = indexedDB.open(`playground ${id}`, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("files");
    database = await wait(opening);
  } catch (error) {
    console.warn(`nothing is saved: ${error?.message ?? error}`);
  }
  let isAsked = false;
  // What is not kept yet: bytes by name, or nothing for a file that goes.
  let waiting = new Map();
  let due = 0;
  // The last that tried to write each name: what an earlier one could not write is old then.
  const newest = new Map();
  const refuse = (files, why) => {
    waiting = new Map([...[...files].filter(([name]) => newest.get(name) === files), ...waiting]);
    due = performance.now() + RETRY_MILLISECONDS;
    console.warn(`not saved: ${why}`);
    warn(`Not saved: ${why}. It is tried again.`);
  };
  return {
    async all() {
      if (!database) return [];
      const files = database.transaction("files").objectStore("files");
      const [names, values] = await Promise.all([wait(files.getAllKeys()), wait(files.getAll())]);
      return names.map((name, place) => [name, values[place]]);
    },
    /** Puts other files in the place of all that is kept. */
    async replace(entries) {
      if (!database) throw new Error("This browser keeps nothing for this page.");
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
      if (!database) {
        warn("This browser keeps nothing for this page: what is saved is gone with it.");
        return;
      }
      try {
        const transaction = database.transaction("files", "readwrite", { durability: "strict" });
        const store = transaction.objectStore("files");
        for (const [name, bytes] of files) {
          if (bytes) store.put(bytes, name);
          else store.delete(name);
        }
        transaction.onabort = () => refuse(files, transaction.error?.message || transaction.error?.name || "the browser gives no reason");
        transaction.oncomplete = () => { if (waiting.size === 0) warn(""); };
      } catch (error) {
        // The browser has thrown the database away, as when somebody clears what pages have kept.
        refuse(files, error.message);
      }
      // A browser that runs out of room throws away what nobody asked it to keep.
      if (!isAsked) navigator.storage?.persist?.().catch(() => {});
      isAsked = true;
    },
  };
}
