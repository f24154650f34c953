// What the player keeps, as files of the machine: saves, pictures, reports.

// A file that is larger was none of ours.
const SAVES_BYTES_MAX = 512 * 1024 * 1024;

/** Lets the browser keep a file as it keeps what is downloaded. */
export function keep(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Later: some browsers read it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A name as every system takes it. */
export function fileName(title, end) {
  return (title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "game") + end;
}

/** Keeps the picture and the report that the player asked for, while the canvas holds the frame. */
export function keepWished(player, canvas, title) {
  if (player.wants_picture()) {
    canvas.toBlob((picture) => picture && keep(picture, fileName(title, ".png")));
  }
  if (player.wants_report()) {
    canvas.toBlob(async (picture) => {
      const report = player.report_file(new Uint8Array(picture ? await picture.arrayBuffer() : 0));
      if (report) keep(new Blob([report], { type: "application/zip" }), fileName(title, "-report.zip"));
    });
  }
}

/** The two buttons for saves: out as a file, in from one. */
export function openSaves(player, about, store, { buttons, out, into, input, say }) {
  buttons.hidden = false;
  const told = (work) => async () => {
    try {
      say(await work());
    } catch (error) {
      say(error.message);
    }
  };
  out.addEventListener("click", told(async () => {
    // What was played without a store can go out all the same.
    if (!player.has_ended()) store.demand();
    keep(new Blob([player.export_saves(about.id)], { type: "application/zip" }), fileName(about.name, "-saves.zip"));
    return "";
  }));
  into.addEventListener("click", () => input.click());
  input.addEventListener("change", told(async () => {
    const [file] = input.files;
    if (!file) return "";
    input.value = "";
    if (file.size > SAVES_BYTES_MAX) throw new Error(`${file.name} is too large to hold saves.`);
    store.demand();
    const names = player.unpack(about.id, new Uint8Array(await file.arrayBuffer()));
    if (!confirm(`${file.name} takes the place of all that this browser keeps of ${about.name}.`)) return "";
    await store.replace(names.map((name) => [name, player.unpacked_bytes(name)]));
    location.reload();
    return "";
  }));
}
