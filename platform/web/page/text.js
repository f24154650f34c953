// Text that keys alone do not type: input methods, keyboards on the screen, what was pasted. A field that nobody sees
// has the focus while the player wants text; what its keys say goes on to the canvas.

// A keyboard on the screen takes nothing away where there is nothing.
const FILLER = " ";

const EDITS = new Set(["Backspace", "Delete", "Enter", "Tab", "Home", "End", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

export function openText(player, canvas) {
  const field = makeField();
  let isOn = false;
  const empty = () => { field.value = FILLER; };
  const press = (code) => {
    for (const kind of ["keydown", "keyup"]) canvas.dispatchEvent(new KeyboardEvent(kind, { key: code, code, bubbles: true }));
  };
  for (const kind of ["keydown", "keyup"]) {
    field.addEventListener(kind, (event) => {
      // These go to an input method, which tells of them in its own way.
      if (event.isComposing || event.keyCode === 229 || event.key === "Dead") return;
      event.stopPropagation();
      canvas.dispatchEvent(new KeyboardEvent(kind, event));
      // The field itself takes nothing; what is no text stays the browser's too.
      const isText = [...event.key].length === 1 || EDITS.has(event.key);
      if (isText && !event.ctrlKey && !event.metaKey) event.preventDefault();
    });
  }
  field.addEventListener("compositionupdate", (event) => player.compose_text(event.data));
  field.addEventListener("compositionend", (event) => {
    player.compose_text("");
    player.write_text(event.data);
    empty();
  });
  field.addEventListener("input", (event) => {
    if (event.isComposing) return;
    if (event.inputType.startsWith("delete")) press("Backspace");
    else if (event.inputType === "insertLineBreak") press("Enter");
    else if (event.inputType === "insertText" || event.inputType === "insertReplacementText") player.write_text(event.data ?? "");
    empty();
  });
  document.addEventListener("paste", (event) => {
    player.paste_text(event.clipboardData.getData("text/plain"));
    event.preventDefault();
  });
  document.addEventListener("copy", (event) => {
    const text = player.copied_text();
    if (!text) return;
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
  });
  addEventListener("blur", () => { if (isOn) player.lose_focus(); });
  return {
    /** Puts the field where the text is, so that an input method shows its window there. */
    poll() {
      const place = player.text_place();
      if (place) {
        const [left, top, , height] = place.map((pixels) => pixels / devicePixelRatio);
        Object.assign(field.style, { left: `${left}px`, top: `${top}px`, height: `${height}px` });
      }
      if (isOn === Boolean(place)) return;
      isOn = Boolean(place);
      field.hidden = !isOn;
      empty();
      this.focus();
    },
    focus() { (isOn ? field : canvas).focus({ preventScroll: true }); },
  };
}

function makeField() {
  const field = document.createElement("input");
  Object.assign(field, { id: "text", hidden: true, autocomplete: "off", autocapitalize: "off", spellcheck: false, enterKeyHint: "done" });
  field.setAttribute("aria-label", "text");
  // Letters of 16 pixels: where they are smaller, some phones enlarge the page.
  Object.assign(field.style, { position: "fixed", width: "1px", opacity: 0, font: "16px sans-serif", padding: 0, border: 0, pointerEvents: "none" });
  document.body.append(field);
  return field;
}
