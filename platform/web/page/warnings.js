// Words at the foot of the page, beside the game: each speaker has a line, for a while.

const SHOWN_MILLISECONDS = 12_000;

/** What is said now, and the timer that takes it away, by speaker. */
const lines = new Map();

/** Says something, or nothing any more, for a speaker who has said something else before. */
export function warn(speaker, text, shown = SHOWN_MILLISECONDS) {
  clearTimeout(lines.get(speaker)?.timer);
  if (text) lines.set(speaker, { text, timer: setTimeout(() => warn(speaker, ""), shown) });
  else lines.delete(speaker);
  const words = [...lines.values()].map((line) => line.text).join("\n");
  const place = document.getElementById("warning");
  // Who has it read aloud hears it once.
  if (place.textContent !== words) place.textContent = words;
}
