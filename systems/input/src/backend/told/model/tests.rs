//! What browsers write of pads, and how the parts of pads lie in what they tell.

use super::*;
use crate::mapping::parse_mapping;

/// Checks who a text is of: maker, product, name.
#[track_caller]
fn check(id: &str, vendor: u16, product: u16, name: &str) {
    assert_eq!(Model::of(id), Model { vendor, product, name: name.to_owned() }, "{id:?}");
}

#[test]
fn browsers_say_who_a_pad_is_each_in_its_own_way() {
    check(
        "Wireless Controller (STANDARD GAMEPAD Vendor: 054c Product: 09cc)",
        0x054c,
        0x09cc,
        "Wireless Controller",
    );
    check("Xbox 360 Controller (XInput STANDARD GAMEPAD)", 0, 0, "Xbox 360 Controller");
    check("USB Gamepad  (Vendor: 0079 Product: 0011)", 0x0079, 0x0011, "USB Gamepad");
    check("8BitDo (Pro) (STANDARD GAMEPAD Vendor: 2dc8 Product: 6001)", 0x2dc8, 0x6001, "8BitDo (Pro)");
    check("054c-09cc-Wireless Controller", 0x054c, 0x09cc, "Wireless Controller");
    check("45e-28e-Xbox 360 Wired Controller", 0x045e, 0x028e, "Xbox 360 Wired Controller");
    check("0e8f-0003-GreenAsia Inc.    USB Joystick     ", 0x0e8f, 0x0003, "GreenAsia Inc.    USB Joystick");
    check("Xbox Wireless Controller Extended Gamepad", 0, 0, "Xbox Wireless Controller Extended Gamepad");
    check("xinput", 0, 0, "xinput");
}

#[test]
fn what_no_browser_writes_is_a_name() {
    check("", 0, 0, "controller");
    check("\u{7}\n", 0, 0, "controller");
    check("x-y-z", 0, 0, "x-y-z");
    check("00000-1-z", 0, 0, "00000-1-z");
    check("+54c-09cc-pad", 0, 0, "+54c-09cc-pad");
    check("pad (Vendor: 05 Product: 09)", 0, 0, "pad (Vendor: 05 Product: 09)");
    check("pad (Vendor: ä4c Product: 09cc)", 0, 0, "pad (Vendor: ä4c Product: 09cc)");
    check(")(", 0, 0, ")(");
    assert_eq!(pad_name(&"ö".repeat(1_000)).chars().count(), NAME_LENGTH_MAX);
}

#[test]
fn a_model_has_the_guid_that_it_has_at_a_cable() {
    let guid = |id: &str| Model::of(id).guid();
    assert_eq!(guid("054c-09cc-Wireless Controller").to_string(), "030000004c050000cc09000000000000");
    assert_eq!(guid("054c-09cc-Wireless Controller").vendor_product(), [0x054c, 0x09cc]);
    let letters = guid("xinput");
    assert_eq!(
        (letters.to_string().as_str(), letters.vendor_product()),
        ("0300000078696e707574000000000000", [0, 0])
    );
    assert_ne!(letters, guid("Xbox 360 Controller (XInput STANDARD GAMEPAD)"));
}

#[test]
fn machines_have_the_names_of_the_database() {
    for (machine, system) in [
        ("Linux x86_64", "Linux"),
        ("", "Linux"),
        ("Win32", "Windows"),
        ("Windows", "Windows"),
        ("MacIntel", "Mac OS X"),
        ("macOS", "Mac OS X"),
        ("Android", "Android"),
        ("iPhone", "iOS"),
    ] {
        assert_eq!(system_of(machine), system, "{machine:?}");
    }
}

fn mapping(links: &str) -> Mapping {
    parse_mapping(&format!("030000008f0e00000610000000010000,Pad,{links}")).unwrap()
}

fn state(buttons: usize, axes: &[f32]) -> PadState {
    PadState { buttons: vec![0.0; buttons], axes: axes.to_vec(), ..PadState::default() }
}

/// Checks what axes and hats are at for a pad without buttons.
#[track_caller]
fn check_axes(axes: &[f32], system: &str, links: &str, expected: &[(PadElement, f32)]) {
    let state = state(0, axes);
    let shape = Shape::of(&state, system).with_hats_of(&mapping(links));
    assert_eq!(shape.elements(&state), expected, "{axes:?} on {system}");
}

#[test]
fn on_linux_the_last_axes_are_the_hats_of_the_mapping() {
    use PadElement::{Axis, Hat};
    let axes = [0.5, -0.5, 1.0, -1.0];
    check_axes(&axes, "Linux", "a:b0", &[(Axis(0), 0.5), (Axis(1), -0.5), (Axis(2), 1.0), (Axis(3), -1.0)]);
    check_axes(&axes, "Linux", "dpup:h0.1", &[(Axis(0), 0.5), (Axis(1), -0.5), (Hat(0), 3.0)]);
    check_axes(&axes, "Linux", "dpup:h1.1", &[(Hat(0), 0.0), (Hat(1), 3.0)]);
    check_axes(&axes[..1], "Linux", "dpup:h0.1", &[]);
}

#[test]
fn elsewhere_the_tenth_axis_is_a_hat_that_turns() {
    use PadElement::Hat;
    let mut axes = [0.0; 10];
    for (turn, directions) in [
        (-1.0, 1.0),
        (-0.714_29, 3.0),
        (-0.428_57, 2.0),
        (0.142_86, 4.0),
        (0.714_29, 8.0),
        (1.0, 9.0),
        (1.285_7, 0.0),
        (3.285_7, 0.0),
        (f32::NAN, 0.0),
    ] {
        axes[9] = turn;
        let state = state(0, &axes);
        let elements = Shape::of(&state, "Windows").elements(&state);
        assert_eq!((elements.len(), elements[9]), (10, (Hat(0), directions)), "{turn}");
    }
}

#[test]
fn a_mapping_fits_a_pad_that_has_all_of_its_parts() {
    let fits = |buttons, axes: usize, system: &str, links: &str| {
        Shape::of(&state(buttons, &vec![0.0; axes]), system).fits(&mapping(links))
    };
    assert!(fits(2, 0, "Linux", "a:b1") && !fits(1, 0, "Linux", "a:b1"));
    assert!(fits(0, 4, "Linux", "leftx:a1,dpup:h0.1") && !fits(0, 3, "Linux", "leftx:a1,dpup:h0.1"));
    assert!(fits(0, 10, "Windows", "leftx:a8,dpup:h0.1") && !fits(0, 10, "Windows", "leftx:a9"));
    assert!(!fits(0, 10, "Windows", "dpup:h1.1"));
}

#[test]
fn a_pad_that_nobody_knows_is_taken_for_a_usual_one() {
    let guess = |buttons, axes: usize, system: &str| {
        let shape = Shape::of(&state(buttons, &vec![0.0; axes]), system);
        let mapping = shape.guess(Guid::default(), "Pad", system);
        assert!(shape.fits(&mapping));
        mapping.to_string()
    };
    let small = guess(2, 2, "Linux");
    assert!(small.contains("a:b0,b:b1,leftx:a0,lefty:a1,platform"), "{small}");
    let usual = guess(12, 6, "Linux");
    assert!(usual.contains("rightx:a2,righty:a3,dpup:h0.1,dpright:h0.2,dpdown:h0.4,dpleft:h0.8,"), "{usual}");
    assert!(guess(12, 10, "Windows").contains("dpup:h0.1"));
    assert!(!guess(17, 4, "Windows").contains("h0"));
}

#[test]
fn a_page_that_says_nonsense_says_nothing() {
    let state = PadState {
        buttons: vec![2.0; 10_000],
        axes: [vec![f32::NAN, f32::INFINITY, -7.0], vec![0.0; 10_000]].concat(),
        ..PadState::default()
    };
    let elements = Shape::of(&state, "Linux").elements(&state);
    assert_eq!(elements.len(), BUTTON_COUNT_MAX + AXIS_COUNT_MAX);
    let [.., axis] = [0, 1, 2].map(|axis| elements[BUTTON_COUNT_MAX + axis]);
    assert_eq!((elements[BUTTON_COUNT_MAX].1, axis), (0.0, (PadElement::Axis(2), -1.0)));
    assert!(elements.iter().all(|(_, value)| (-1.0..=1.0).contains(value)));
}
