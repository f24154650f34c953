// The player's files in IndexedDB, a database for each game. The player itself keeps two generations of each, by name.

const wait = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

// So long a store that could not write waits before it tries again.
const RETRY_MILLISECONDS = 3_000;

// So long a browser may take to open what it keeps, and to read it.
const ANSWER_MILLISECONDS = 5_000;

/** What is promised, or an error where a browser does not answer. */
async function within(promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("the browser does not answer")), ANSWER_MILLISECONDS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** The database of a game. `onclose` hears when it is closed, and whether by the browser, as when somebody clears what
 *  pages keep. */
async function connect(id, onclose) {
  const opening = indexedDB.open(`playground ${id}`, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("files");
  try {
    const database = await within(wait(opening));
    database.onclose = () => onclose(database, true);
    // Whoever wants to delete it need not wait for us; what is being written is written first.
    database.onversionchange = () => {
      database.close();
      onclose(database, false);
    };
    return database;
  } catch (error) {
    // One that comes after all is nobody's.
    opening.onsuccess = () => opening.result.close();
    throw error;
  }
}

/** A connection that is opened again when it was lost. */
class Connection {
  #id;
  #database;
  #opening;
  // How the writers hear that nothing comes of what they wait for.
  #losers = new Set();

  constructor(id) {
    this.#id = id;
  }

  /** Opens it, unless it is open. */
  async open() {
    if (this.#database) return;
    this.#opening ??= connect(this.#id, (...what) => this.#lose(...what)).finally(() => { this.#opening = undefined; });
    this.#database = await this.#opening;
  }

  #lose(which, isBroken) {
    if (this.#database !== which) return;
    this.#database = undefined;
    if (!isBroken) return;
    for (const lose of this.#losers) lose(new Error("the browser has closed the store"));
  }

  /** Names and values of all that is there. */
  async all() {
    const files = this.#database.transaction("files").objectStore("files");
    const [names, values] = await Promise.all([wait(files.getAllKeys()), wait(files.getAll())]);
    return names.map((name, place) => [name, values[place]]);
  }

  /** Writes all of the files, or none; those without a value go. `isWhole` puts them in the place of all that is there. It
   *  begins at once, where it is open: the page may be about to go. */
  async write(files, isWhole) {
    if (!this.#database) await this.open();
    const database = this.#database;
    let lose;
    try {
      const transaction = database.transaction("files", "readwrite", { durability: "strict" });
      const ended = new Promise((resolve, reject) => {
        lose = reject;
        this.#losers.add(lose);
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error ?? new Error("the browser gives no reason"));
      });
      const store = transaction.objectStore("files");
      if (isWhole) store.clear();
      for (const [name, bytes] of files) {
        if (bytes) store.put(bytes, name);
        else store.delete(name);
      }
      // Else it needs the page until all of it is answered.
      transaction.commit?.();
      await ended;
    } catch (error) {
      // The browser does not always tell that it has closed one.
      if (error.name === "InvalidStateError") this.#lose(database, true);
      throw error;
    } finally {
      this.#losers.delete(lose);
    }
  }
}

/** The store of a game; one that forgets where the browser keeps nothing, as in some private windows. `warn` tells whoever
 *  plays that something is not kept, and, with nothing, that all is again. */
export async function openStore(id, warn) {
  const connection = new Connection(id);
  // Why nothing is kept at all.
  let refusal = "";
  const refuse = (words, error) => {
    refusal = words;
    console.warn(`nothing is saved: ${error?.message ?? error}`);
    warn(refusal);
  };
  try {
    await connection.open();
  } catch (error) {
    refuse("This browser gives this page no store: what is saved is gone with the page. Reload it to try again.", error);
  }
  let isAsked = false;
  // Whether nothing is written any more: another page may play the game.
  let isClosed = false;
  // What is not kept yet: bytes by name, or nothing for a file that goes.
  let waiting = new Map();
  // Set while what could not be written waits to be tried again.
  let retry;
  // Which attempt was the last to write each name: what an earlier one could not write is old then.
  const newest = new Map();
  let attempts = 0;
  const attempt = async (files) => {
    attempts += 1;
    const number = attempts;
    for (const name of files.keys()) newest.set(name, number);
    try {
      await connection.write(files, false);
      if (waiting.size === 0) warn("");
    } catch (error) {
      const why = error.message || error.name;
      waiting = new Map([...[...files].filter(([name]) => newest.get(name) === number), ...waiting]);
      retry ??= setTimeout(writeWaiting, RETRY_MILLISECONDS);
      console.warn(`not saved: ${why}`);
      warn(`Not saved: ${why.replace(/\.$/, "")}. ${isClosed ? "The game is over." : "It is tried again."}`);
    }
  };
  const writeWaiting = async () => {
    clearTimeout(retry);
    retry = undefined;
    if (waiting.size === 0 || isClosed) return;
    const files = waiting;
    waiting = new Map();
    if (refusal) return warn(refusal);
    const attempting = attempt(files);
    // A browser that runs out of room throws away what nobody asked it to keep.
    if (!isAsked) navigator.storage?.persist?.().catch(() => {});
    isAsked = true;
    await attempting;
  };
  const take = (player) => {
    for (let name = player.next_changed(); name !== undefined; name = player.next_changed()) {
      waiting.set(name, player.stored_bytes(name));
    }
  };
  return {
    /** All that is kept; nothing, and nothing is kept from then on, where it cannot be read. */
    async all() {
      if (refusal) return [];
      try {
        return await within(connection.all());
      } catch (error) {
        // What is there is not to be lost to a game that begins anew.
        refuse("What this game has kept cannot be read. Nothing is kept now: reload the page to try again.", error);
        return [];
      }
    },
    /** Throws where nothing is kept. */
    demand() { if (refusal) throw new Error(refusal); },
    /** Puts other files in the place of all that is kept. */
    async replace(entries) {
      if (isClosed) throw new Error("The game is over here: reload the page first.");
      await connection.write(entries, true);
    },
    /** Writes down what changed: all of it, or nothing where the disk is full; then it is tried again after a while, or
     *  `isUrgent`ly, as when the page may be about to go. */
    flush(player, isUrgent = false) {
      take(player);
      if (isUrgent || !retry) writeWaiting();
    },
    /** Writes down what changed last, and nothing from then on. */
    async finish(player) {
      take(player);
      const writing = writeWaiting();
      isClosed = true;
      await writing;
    },
    /** Writes nothing any more. */
    close() { isClosed = true; },
  };
}
