// While the game is being made: the page is loaded again as soon as the game is another one.

const ASK_MILLISECONDS = 500;

export function watch() {
  let first;
  const ask = async () => {
    try {
      const version = await (await fetch("version", { cache: "no-store" })).text();
      first ??= version;
      if (version !== first) return location.reload();
    } catch {
      // Whoever makes the game has stopped the server, and may start it again.
    }
    setTimeout(ask, ASK_MILLISECONDS);
  };
  ask();
}
