//! For Windows: a folder with the program and its bundle, or both in one file.

use super::Shipment;
use super::layout::{Layout, Mode};
use crate::own_game::BUNDLE_FILE;

/// A program that opens a console, and one that does not.
const CONSOLE: [u8; 2] = [3, 0];
const WINDOWED: [u8; 2] = [2, 0];

/// The game's folder.
pub(super) fn folder(shipment: &Shipment) -> Layout {
    let name = &shipment.file_name;
    let mut layout = shipment.layout();
    layout.add(&format!("{name}/{name}.exe"), Mode::Program, &without_console(&shipment.player));
    layout.add(&format!("{name}/{BUNDLE_FILE}"), Mode::Data, &shipment.bundle);
    layout
}

/// The program with the bundle behind it.
pub(super) fn fused(shipment: &Shipment) -> Vec<u8> {
    [without_console(&shipment.player), shipment.bundle.clone()].concat()
}

/// The program as one that opens no console beside its window: the player itself is one that a terminal starts.
///
/// # Source
/// Microsoft, "PE Format": the offset of the head stands at 0x3c, the subsystem 92 bytes behind it.
pub(super) fn without_console(player: &[u8]) -> Vec<u8> {
    let mut player = player.to_vec();
    let head =
        player.get(0x3c..0x40).and_then(|offset| Some(u32::from_le_bytes(offset.try_into().ok()?) as usize));
    let subsystem = head.filter(|head| player.get(*head..).is_some_and(|head| head.starts_with(b"PE\0\0")));
    if let Some(head) = subsystem
        && let Some(subsystem) = player.get_mut(head + 92..head + 94)
        && subsystem == CONSOLE
    {
        subsystem.copy_from_slice(&WINDOWED);
    }
    player
}
