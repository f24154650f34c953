//! The serial number of a controller, or the port it hangs on, as Linux tells them.

use std::path::Path;

/// Where Linux describes its input devices.
const DEVICES: &str = "/sys/class/input";

/// The serial number or the port of the device at `node`, such as `/dev/input/event3`; empty where neither is told.
pub(super) fn place_of(node: &Path) -> String {
    place_in(Path::new(DEVICES), node)
}

fn place_in(devices: &Path, node: &Path) -> String {
    let Some(name) = node.file_name() else { return String::new() };
    let folder = devices.join(name).join("device");
    let read = |file: &str| {
        let text = std::fs::read_to_string(folder.join(file)).unwrap_or_default();
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    read("uniq").or_else(|| read("phys")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_serial_number_comes_before_a_port() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path();
        let device = folder.join("event3").join("device");
        std::fs::create_dir_all(&device).unwrap();
        let node = Path::new("/dev/input/event3");
        assert_eq!(place_in(folder, node), "");
        std::fs::write(device.join("phys"), "usb-0000:00:14.0-1/input0\n").unwrap();
        std::fs::write(device.join("uniq"), "\n").unwrap();
        assert_eq!(place_in(folder, node), "usb-0000:00:14.0-1/input0");
        std::fs::write(device.join("uniq"), "aa:bb:cc\n").unwrap();
        assert_eq!(place_in(folder, node), "aa:bb:cc");
    }
}
