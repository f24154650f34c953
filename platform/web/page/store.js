// The player's files in IndexedDB, a database for each game. The player itself keeps two generations of each, by name.

const wait = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** The store of a game; one that forgets where the browser keeps nothing, as in some private windows. */
export async function openStore(id) {
  let database;
  try {
    const opening = indexedDB.open(`playground ${id}`, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("files");
    database = await wait(opening);
  } catch (error) {
    console.warn(`nothing is saved: ${error?.message ?? error}`);
  }
  let isAsked = false;
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
    /** Writes down what changed: all of it, or nothing where the disk is full. */
    flush(player) {
      let name = player.next_changed();
      if (name === undefined || !database) return;
      const transaction = database.transaction("files", "readwrite", { durability: "strict" });
      const files = transaction.objectStore("files");
      for (; name !== undefined; name = player.next_changed()) {
        const bytes = player.stored_bytes(name);
        if (bytes) files.put(bytes, name);
        else files.delete(name);
      }
      transaction.onabort = () => console.warn(`not saved: ${transaction.error?.message}`);
      // A browser that runs out of room throws away what nobody asked it to keep.
      if (!isAsked) navigator.storage?.persist?.().catch(() => {});
      isAsked = true;
    },
  };
}
