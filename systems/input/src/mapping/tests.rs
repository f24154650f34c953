//! Lines of SDL's format, the whole database, and what comes out of a mapping.

use super::database::{Database, bundled, survey};
use super::translator::Translator;
use super::*;
use playground_core_client::input::{
    Control, Guid, Mapping, MappingOrigin, PLATFORM, PadAxis, PadButton, PadElement,
};

const GUID: &str = "030000005e0400008e02000014010000";

fn mapping(links: &str) -> Mapping {
    parse_mapping(&format!("{GUID},Pad,{links}")).unwrap()
}

#[test]
fn a_line_is_written_as_it_was_read() {
    let links = "a:b0,+leftx:+a0,-leftx:-a1,lefty:a2~,lefttrigger:+a5,dpup:h0.1,paddle1:b14";
    let line = format!("{GUID},A pad,{links},platform:Windows,");
    let read = parse_mapping(&line).unwrap();
    assert_eq!((read.name.as_str(), read.links.len(), read.left_out.len()), ("A pad", 7, 0));
    assert_eq!(read.to_string(), line);
    assert_eq!(parse_mapping(&read.to_string()).unwrap(), read);
}

/// Checks why a line is none.
#[track_caller]
fn check_refusal(line: &str, reason: &str) {
    let found = parse_mapping(line).unwrap_err();
    assert!(found.contains(reason), "{found}");
}

#[test]
fn a_line_that_is_none_says_why() {
    check_refusal("", "is no GUID");
    check_refusal("xinput,XInput,a:b0,", "driver of SDL");
    check_refusal("0300,Pad,a:b0,", "`0300` is no GUID");
    check_refusal(GUID, "no name");
    check_refusal(&format!("{GUID},Pad,platform:Linux,"), "no button and no axis");
    check_refusal(&format!("{GUID},Pad,{}", "a:b0,".repeat(2_000)), "longer than");
}

#[test]
fn a_part_that_means_nothing_is_left_out_and_told() {
    let read =
        mapping("a:b0,misc9:b3,x:b300,y:c1,b:h0.0,dpup:+b1,+a:b2,words,crc:1234,hint:!X:=1,platform:Linux");
    assert_eq!((read.links.len(), read.platform.as_str()), (1, "Linux"));
    let told = read.left_out.join("\n");
    for part in ["`misc9`", "`b300`", "`c1`", "`h0.0`", "`+b1`", "`+a`", "`words` has no `:`"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let much = mapping(&"a:b0,".repeat(100));
    assert_eq!((much.links.len(), much.left_out.len()), (64, 36));
}

#[test]
fn every_line_of_the_database_is_accounted_for() {
    let text = bundled();
    let found = survey(&text);
    let counts = (found.silent_count, found.mapping_count, found.left_out.len());
    assert_eq!(counts.0 + counts.1 + counts.2, text.lines().count());
    assert_eq!((found.mapping_count, found.left_out.len()), (2_227, 2), "{:?}", found.left_out);
    assert!(found.left_out.iter().all(|(_, reason)| reason.contains("driver of SDL")));
    let strange: Vec<_> = found.parts_left_out.iter().map(|(_, part)| part.as_str()).collect();
    assert!(strange.iter().all(|part| part.contains("`misc")), "{strange:?}");
    assert_eq!(strange.len(), 3, "{strange:?}");
}

#[test]
fn what_the_player_says_comes_before_the_environment_and_that_before_the_database() {
    let guid = Guid::from_hex(GUID).unwrap();
    let line = |name: &str| format!("{GUID},{name},a:b1,platform:{PLATFORM},\n");
    let find = |player: &str, environment: &str| {
        Database::new(player, environment).find(guid).map(|(mapping, origin)| (mapping.name, origin))
    };
    let other = "# mine\n03000000000000000000000000000000,Other,a:b0,\n";
    assert_eq!(
        find(other, "").map(|found| found.1),
        (PLATFORM == "Linux").then_some(MappingOrigin::Database)
    );
    assert_eq!(find("", &line("E")), Some(("E".to_owned(), MappingOrigin::Environment)));
    let twice = format!("\u{feff}{}{}", line("P"), line("Q").to_uppercase().replace("PLATFORM", "platform"));
    assert_eq!(find(&line("P"), &line("E")), Some(("P".to_owned(), MappingOrigin::Player)));
    assert_eq!(
        find(&format!("{}{}", line("P"), line("Q")), ""),
        Some(("Q".to_owned(), MappingOrigin::Player))
    );
    assert!(find(&twice, "").is_some(), "capital digits and a mark at the beginning do no harm");
    let elsewhere = format!("{GUID},S,a:b0,platform:Dreamcast,");
    assert_ne!(find(&elsewhere, "").map(|found| found.1), Some(MappingOrigin::Player));
}

#[test]
fn a_model_is_found_with_another_version_or_check_sum() {
    let database = Database::new(&format!("{GUID},Mine,a:b0,"), "");
    let find = |guid: &str| database.find(Guid::from_hex(guid).unwrap()).map(|found| found.0.name);
    assert_eq!(find("0300abcd5e0400008e02000014010000").as_deref(), Some("Mine"), "a check sum");
    assert_eq!(find("030000005e0400008e02000099090000").as_deref(), Some("Mine"), "a version");
    assert_eq!(find("030000005e0400008e99000014010000"), None, "another model");
    assert_eq!(find("05000000506572666f726d616e636500"), None, "letters have no version");
}

#[test]
fn a_browser_tells_maker_and_product_alone() {
    let (database, guid) = (Database::default(), Guid::from_hex("030000008f0e00000610000000000000").unwrap());
    let find = |guid: Guid, system: &str, fits: fn(&Mapping) -> bool| {
        database.find_model(guid, system, fits).map(|(mapping, _)| mapping.name)
    };
    assert_eq!(find(guid, "Linux", |_| true).as_deref(), Some("GreenAsia Electronics Controller"));
    assert_eq!(find(guid, "Linux", |_| false), None);
    assert_eq!(find(guid, "Dreamcast", |_| true), None);
    let letters = Guid::from_hex("05000000506572666f726d616e636500").unwrap();
    assert_eq!(find(letters, "Linux", |_| true), None);
    let own = Database::new(&format!("{guid},Mine,a:b0,"), "");
    let mut other = guid;
    other.0[12] = 7;
    let found = own.find_own(other).map(|(mapping, origin)| (mapping.name, origin));
    assert_eq!(found, Some(("Mine".to_owned(), MappingOrigin::Player)));
    assert_eq!(database.find_own(guid), None);
}

/// Checks what a part that goes to `value` moves.
#[track_caller]
fn check(links: &str, steps: &[(PadElement, f32)], expected: &[(Control, f32)]) {
    let mut translator = Translator::new(&mapping(links));
    let mut moved = Vec::new();
    steps.iter().for_each(|(part, value)| translator.change(*part, *value, &mut moved));
    assert_eq!(moved, expected, "{links}");
}

const fn button(button: PadButton) -> Control {
    Control::PadButton(button)
}

#[test]
fn buttons_are_made_of_buttons_hats_and_axes() {
    use PadElement::{Axis, Button, Hat};
    let (south, up, left) =
        (button(PadButton::South), button(PadButton::DPadUp), button(PadButton::DPadLeft));
    check("a:b3", &[(Button(3), 1.0), (Button(3), 0.0), (Button(2), 1.0)], &[(south, 1.0), (south, 0.0)]);
    let hat = [(Hat(0), 1.0), (Hat(0), 9.0), (Hat(0), 8.0), (Hat(0), 0.0)];
    check("dpup:h0.1,dpleft:h0.8", &hat, &[(up, 1.0), (left, 1.0), (up, 0.0), (left, 0.0)]);
    check("dpup:b1,dpup:h0.1", &[(Button(1), 1.0), (Hat(0), 1.0), (Button(1), 0.0)], &[(up, 1.0)]);
    check("dpup:-a1", &[(Axis(1), -0.4), (Axis(1), -0.6), (Axis(1), 0.9)], &[(up, 1.0), (up, 0.0)]);
    check("a:a1", &[(Axis(1), -1.0), (Axis(1), 0.2)], &[(south, 1.0)]);
}

#[test]
fn triggers_have_all_values_between() {
    use PadElement::{Axis, Button};
    let trigger = button(PadButton::LeftTrigger2);
    let whole = [(Axis(2), -1.0), (Axis(2), 0.0), (Axis(2), 1.0)];
    check("lefttrigger:a2", &whole, &[(trigger, 0.5), (trigger, 1.0)]);
    check("lefttrigger:a2~", &[(Axis(2), 1.0), (Axis(2), 0.5)], &[(trigger, 0.25)]);
    check("lefttrigger:+a2", &[(Axis(2), -1.0), (Axis(2), 0.25)], &[(trigger, 0.25)]);
    check("lefttrigger:b6", &[(Button(6), 1.0)], &[(trigger, 1.0)]);
}

#[test]
fn axes_are_made_of_axes_halves_and_buttons_and_up_is_positive() {
    use PadElement::{Axis, Button};
    let (x, y) = (Control::PadAxis(PadAxis::LeftStickX), Control::PadAxis(PadAxis::LeftStickY));
    check("leftx:a0,lefty:a1", &[(Axis(0), 0.5), (Axis(1), 0.5)], &[(x, 0.5), (y, -0.5)]);
    check("lefty:a1~", &[(Axis(1), 0.5)], &[(y, 0.5)]);
    let halves = [(Button(1), 1.0), (Button(2), 1.0), (Button(1), 0.0)];
    check("-leftx:b1,+leftx:b2", &halves, &[(x, -1.0), (x, 0.0), (x, 1.0)]);
    check("+leftx:+a0,-leftx:-a0", &[(Axis(0), -0.5), (Axis(0), 0.25)], &[(x, -0.5), (x, 0.25)]);
}

#[test]
fn a_new_mapping_moves_what_is_held_and_letting_go_ends_all() {
    let mut translator = Translator::new(&mapping("a:b0"));
    let mut moved = Vec::new();
    translator.change(PadElement::Button(0), 1.0, &mut moved);
    translator.remap(&mapping("b:b0,x:b1"), &mut moved);
    translator.release(&mut moved);
    translator.change(PadElement::Button(1), 0.0, &mut moved);
    let (south, east) = (button(PadButton::South), button(PadButton::East));
    assert_eq!(moved, [(south, 1.0), (south, 0.0), (east, 1.0), (east, 0.0)]);
}
