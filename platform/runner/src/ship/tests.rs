//! What lies in a shipped game.

use super::layout::{Layout, Mode};
use super::names::file_name;
use super::{Shipment, gzip, linux, macos, tar, windows};
use miniz_oxide::inflate::decompress_to_vec_with_limit;

fn shipment() -> Shipment {
    Shipment {
        name: "Storm & Sea".to_owned(),
        file_name: "storm-sea".to_owned(),
        id: "org.example.storm".to_owned(),
        version: "1.2.0".to_owned(),
        player: b"player".to_vec(),
        bundle: b"bundle".to_vec(),
        icon: b"icon".to_vec(),
        icon_pixels: 256,
    }
}

#[track_caller]
fn check(layout: &Layout, expected: &[(&str, Mode)]) {
    let files: Vec<(&str, Mode)> =
        layout.files.iter().map(|(path, (mode, _))| (path.as_str(), *mode)).collect();
    assert_eq!(files, expected);
}

#[test]
fn each_system_has_its_files() {
    let (data, program) = (Mode::Data, Mode::Program);
    let linux = [
        ("storm-sea/game.pack", data),
        ("storm-sea/icon.png", data),
        ("storm-sea/install.sh", program),
        ("storm-sea/org.example.storm.desktop", data),
        ("storm-sea/storm-sea", program),
    ];
    check(&linux::folder(&shipment()), &linux);
    check(
        &windows::folder(&shipment()),
        &[("storm-sea/game.pack", data), ("storm-sea/storm-sea.exe", program)],
    );
    let macos = [
        ("storm-sea.app/Contents/Info.plist", data),
        ("storm-sea.app/Contents/MacOS/storm-sea", program),
        ("storm-sea.app/Contents/Resources/game.pack", data),
        ("storm-sea.app/Contents/Resources/icon.icns", data),
    ];
    let application = macos::folder(&shipment());
    check(&application, &macos);
    let list = String::from_utf8(application.files["storm-sea.app/Contents/Info.plist"].1.clone()).unwrap();
    assert!(list.contains("<string>Storm &amp; Sea</string>"), "{list}");
}

#[test]
fn a_title_becomes_a_name_of_files() {
    for (name, expected) in [
        ("Swarm", "swarm"),
        ("Storm & Sea 2", "storm-sea-2"),
        ("  Zo\u{eb} - the \u{1f98a} ", "zoe-the"),
        ("Schw\u{e4}rm & S\u{f6}hne", "schwaerm-soehne"),
        ("Con", "con-game"),
        ("LPT1", "lpt1-game"),
        ("\u{5d50}", "storm"),
        ("../..", "storm"),
    ] {
        assert_eq!(file_name(name, "org.example.storm"), expected, "{name}");
    }
    assert_eq!(file_name(&"a".repeat(90), "a.b").len(), 40);
    assert_eq!(file_name(&"\u{e4}".repeat(90), "a.b").len(), 40);
    assert_eq!(file_name("\u{5d50}", "org.example.nul"), "nul-game");
}

#[test]
fn a_program_of_windows_opens_no_console() {
    let mut player = vec![0; 200];
    player[..2].copy_from_slice(b"MZ");
    player[0x3c] = 0x50;
    player[0x50..0x54].copy_from_slice(b"PE\0\0");
    player[0x50 + 92] = 3;
    let windowed = windows::without_console(&player);
    assert_eq!(windowed[0x50 + 92], 2);
    player[0x50 + 92] = 2;
    assert_eq!(windowed, player, "nothing else is another");
    for length in 0..200 {
        windows::without_console(&player[..length]);
    }
}

#[test]
fn archives_have_their_form() {
    let tar = tar::pack([("a/b", 0o755, b"hello".as_slice())].into_iter());
    assert_eq!((tar.len(), &tar[..4], &tar[100..107]), (2048, b"a/b\0".as_slice(), b"0000755".as_slice()));
    assert_eq!((&tar[124..135], &tar[512..518]), (b"00000000005".as_slice(), b"hello\0".as_slice()));
    let packed = gzip::pack(&tar);
    assert_eq!(decompress_to_vec_with_limit(&packed[10..packed.len() - 8], 4096).unwrap(), tar);
    assert_eq!(packed, gzip::pack(&tar));
}

#[cfg(unix)]
#[test]
fn a_menu_finds_the_game_in_a_folder_of_any_name() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("a \"b\" $c `d` 5% \\e");
    for (path, (_, bytes)) in &linux::folder(&shipment()).files {
        let file = folder.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
    let script = folder.join("storm-sea/install.sh");
    let ran =
        std::process::Command::new("sh").arg(script).env("XDG_DATA_HOME", root.path()).output().unwrap();
    assert!(ran.status.success(), "{ran:?}");
    let entry = std::fs::read_to_string(root.path().join("applications/org.example.storm.desktop")).unwrap();
    // Marked for the command line, and every mark once more for the file.
    let quoted = r#"a \\"b\\" \\$c \\`d\\` 5%% \\\\e/storm-sea/storm-sea"#;
    let expected = format!("Exec=\"{}/{quoted}\"", root.path().display());
    assert!(entry.lines().any(|line| line == expected), "{expected} is not in\n{entry}");
}
