//! For macOS: an application folder. It is not signed, and was never tested on a Mac.
//!
//! # Source
//! Apple, "Bundle Programming Guide": the structure of an application, and the keys of `Info.plist`.

use super::Shipment;
use super::layout::{Layout, Mode};
use crate::own_game::BUNDLE_FILE;

/// The application, which lies alone in its file.
pub(super) fn folder(shipment: &Shipment) -> Layout {
    let name = &shipment.file_name;
    let contents = format!("{name}.app/Contents");
    let mut layout = shipment.layout();
    layout.add(&format!("{contents}/Info.plist"), Mode::Data, property_list(shipment).as_bytes());
    layout.add(&format!("{contents}/MacOS/{name}"), Mode::Program, &shipment.player);
    layout.add(&format!("{contents}/Resources/{BUNDLE_FILE}"), Mode::Data, &shipment.bundle);
    if let Some(icon) = icon_file(shipment) {
        layout.add(&format!("{contents}/Resources/icon.icns"), Mode::Data, &icon);
    }
    layout
}

fn property_list(shipment: &Shipment) -> String {
    let Shipment { name, file_name, id, version, .. } = shipment;
    let name = name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let pairs = [
        ("CFBundleDisplayName", name.as_str()),
        ("CFBundleExecutable", file_name),
        ("CFBundleIconFile", "icon.icns"),
        ("CFBundleIdentifier", id),
        ("CFBundleInfoDictionaryVersion", "6.0"),
        ("CFBundleName", &name),
        ("CFBundlePackageType", "APPL"),
        ("CFBundleShortVersionString", version),
        ("CFBundleVersion", version),
        ("LSApplicationCategoryType", "public.app-category.games"),
    ];
    let lines =
        pairs.map(|(key, value)| format!("  <key>{key}</key>\n  <string>{value}</string>\n")).concat();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<plist version=\"1.0\">\n<dict>\n{lines}  <key>NSHighResolutionCapable</key>\n  <true/>\n</dict>\n</plist>\n"
    )
}

/// The icon as the file that macOS shows; `None` where it has a size that such files do not know.
fn icon_file(shipment: &Shipment) -> Option<Vec<u8>> {
    let kind = match shipment.icon_pixels {
        128 => b"ic07",
        256 => b"ic08",
        512 => b"ic09",
        1024 => b"ic10",
        _ => return None,
    };
    let part = (shipment.icon.len() as u32 + 8).to_be_bytes();
    let whole = (shipment.icon.len() as u32 + 16).to_be_bytes();
    Some([b"icns".as_slice(), &whole, kind, &part, &shipment.icon].concat())
}
