//! A folder for Linux: the program, its bundle, and what a desktop wants to know of it.

use super::Shipment;
use super::layout::{Layout, Mode};
use super::names::file_name;
use crate::own_game::BUNDLE_FILE;

/// The game's folder.
pub(super) fn folder(shipment: &Shipment) -> Layout {
    let (name, id) = (&shipment.file_name, &shipment.id);
    let mut layout = shipment.layout();
    layout.add(&format!("{name}/{name}"), Mode::Program, &shipment.player);
    layout.add(&format!("{name}/{BUNDLE_FILE}"), Mode::Data, &shipment.bundle);
    layout.add(&format!("{name}/icon.png"), Mode::Data, &shipment.icon);
    layout.add(&format!("{name}/{}", desktop_file_name(id)), Mode::Data, desktop_file(shipment).as_bytes());
    layout.add(&format!("{name}/install.sh"), Mode::Program, install_script(shipment).as_bytes());
    layout
}

/// Ids may be longer than a path in a tar file.
fn desktop_file_name(id: &str) -> String {
    let short = if id.len() > 40 { file_name("", id) } else { id.to_owned() };
    format!("{short}.desktop")
}

/// What a menu shows. `install.sh` puts the folder's own paths in the place of the short names.
///
/// # Source
/// freedesktop.org, "Desktop Entry Specification", 1.5.
fn desktop_file(shipment: &Shipment) -> String {
    let Shipment { name, file_name, id, .. } = shipment;
    let name = name.replace('\\', "\\\\");
    format!(
        "[Desktop Entry]\nType=Application\nVersion=1.5\nName={name}\nExec={file_name}\nIcon={id}\n\
         Terminal=false\nCategories=Game;\nStartupWMClass={id}\n"
    )
}

/// Puts the game into the menu of whoever unpacked it; nothing but two small files is written.
fn install_script(shipment: &Shipment) -> String {
    let Shipment { file_name, id, icon_pixels, .. } = shipment;
    let desktop = desktop_file_name(id);
    // The folders that a menu looks into; one of another size is found all the same.
    let pixels = if [16, 32, 48, 64, 128, 256, 512].contains(icon_pixels) { *icon_pixels } else { 256 };
    format!(
        r#"#!/bin/sh
# Puts the game into your menu, from the folder in which it lies now; `./install.sh --remove` takes it out again.
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
data="${{XDG_DATA_HOME:-$HOME/.local/share}}"
entry="$data/applications/{desktop}"
icon="$data/icons/hicolor/{pixels}x{pixels}/apps/{id}.png"
if [ "${{1:-}}" = --remove ]; then
    rm -f "$entry" "$icon"
    exit 0
fi
# What a menu would read as more than a letter is marked as one: once for its command line, once for the line's own text.
program="$(printf '%s' "$here/{file_name}" | sed 's/\\/\\\\\\\\/g; s/["`$]/\\\\&/g; s/%/%%/g')"
mkdir -p "$(dirname "$entry")" "$(dirname "$icon")"
cp "$here/icon.png" "$icon"
while IFS= read -r line; do
    case "$line" in
        Exec=*) printf 'Exec="%s"\n' "$program" ;;
        *) printf '%s\n' "$line" ;;
    esac
done <"$here/{desktop}" >"$entry"
echo "{file_name} is in your menu now"
"#
    )
}
