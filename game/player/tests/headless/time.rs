//! What the command line has for time: hashes by tick, tests that go back, recordings, traces.

use crate::place::{Place, Run};

const TUMBLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/games/tumble");
const SWARM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/games/swarm");
const FOXFIRE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/games/foxfire");

#[track_caller]
fn run(place: &Place, arguments: &str) -> Run {
    let run = place.run(arguments);
    assert_eq!(run.status, 0, "{arguments}: {}", run.complaint);
    run
}

#[test]
fn hashes_are_a_line_a_tick() {
    let place = Place::new();
    let run = place.play("--ticks 50 --hash every");
    let ticks: Vec<&str> = run.lines.lines().filter(|line| line.starts_with("tick ")).collect();
    assert_eq!(ticks.len(), 50, "{}", run.lines);
    assert_eq!(ticks[49], format!("tick 50 hash {}", run.value("hash")), "the last one is the report's");
    assert!(run.lines.ends_with("seconds: 0.833\n"), "the report comes after them");
    assert_eq!(place.play("--ticks 50 --hash every"), run);
}

/// The lines of two runs that differ, the first ones first, as far as both have a line there.
fn differing<'r>(one: &'r Run, other: &'r Run) -> Vec<[&'r str; 2]> {
    let pairs = one.lines.lines().zip(other.lines.lines());
    pairs.filter(|(one, other)| one != other).map(|(one, other)| [one, other]).collect()
}

#[test]
fn lines_that_differ_name_tick_and_system_then_entity_and_field() {
    let place = Place::new();
    place.write("keys.txt", "20 key KeyW down\n");
    let both = |hashes: &str| {
        ["", "--input keys.txt"].map(|input| place.play(&format!("--ticks 30 --hash {hashes} {input}")))
    };
    let [one, other] = both("systems");
    let pairs = differing(&one, &other);
    assert!(pairs[0][0].starts_with("tick 21 system input resource ActionFrame hash "), "{:?}", pairs[0]);
    let of_system = |name: &str| pairs.iter().find(|pair| pair[0].contains(name)).unwrap();
    let steered = of_system(" system steer column");
    assert!(steered[0].starts_with("tick 21 system steer column Transform2d hash "), "{steered:?}");
    for part in ["names of entities", "order of rows"] {
        assert!(one.lines.contains(&format!("tick 1 system snapshot {part} hash ")), "{}", one.lines);
    }
    // The tick that is named, more closely.
    let [one, other] = both("systems@21");
    let of_steer = |run: &'_ Run| {
        let lines = run.lines.lines().filter(|line| line.contains("system steer entity"));
        let lines: Vec<String> = lines.map(str::to_owned).collect();
        lines
    };
    assert_eq!(of_steer(&one), [""; 0], "nobody presses anything");
    let [moved] = &of_steer(&other)[..] else { panic!("one paddle moves: {}", other.lines) };
    assert!(moved.starts_with("tick 21 system steer entity "), "{moved}");
    assert!(moved.contains(" Transform2d.position[1]: ") && moved.contains(" -> "), "{moved}");
    let is_of_tick =
        |line: &str| line.starts_with("tick 21 ") || !line.starts_with("tick ") || line.starts_with("tick: ");
    assert!(one.lines.lines().all(is_of_tick), "{}", one.lines);
}

#[test]
fn a_replay_tells_hashes_and_changes_as_the_run_does() {
    let place = Place::new();
    place.write("keys.txt", "20 key KeyW down\n");
    for hashes in ["systems", "systems@25"] {
        let run_lines =
            place.play(&format!("--ticks 30 --input keys.txt --record run.replay --hash {hashes}")).lines;
        let lines = run(&place, &format!("replay run.replay --headless --hash {hashes}")).lines;
        assert_eq!(lines, format!("{run_lines}replay: as recorded, by one hash\n"));
    }
}

#[test]
fn a_tick_that_the_run_does_not_have_is_told() {
    let place = Place::new();
    let run = place.play("--ticks 30 --hash systems@31");
    assert!(run.complaint.contains("the run has no tick 31"), "{}", run.complaint);
}

#[test]
fn every_game_stands_the_test_of_going_back() {
    let place = Place::new();
    for ticks in [1, 8] {
        place.play(&format!("--ticks 200 --synctest {ticks}"));
        run(&place, &format!("{SWARM} --headless --ticks 200 --synctest {ticks}"));
        run(&place, &format!("{FOXFIRE} --headless --ticks 200 --synctest {ticks}"));
        run(&place, &format!("{TUMBLE} --headless --ticks 200 --seats 4 --synctest {ticks}"));
    }
}

#[test]
fn a_recording_is_played_in_the_game_that_is_carried_or_named() {
    let place = Place::new();
    place.write("keys.txt", "20 key KeyW down\n80 key KeyW up\n90 key ArrowUp down\n");
    let recorded = place.play("--ticks 300 --seed 5 --input keys.txt --record run.replay");
    for arguments in ["replay run.replay --headless", "replay run.replay pong --headless"] {
        let played = run(&place, arguments);
        assert_eq!((played.value("hash"), played.value("ticks")), (recorded.value("hash"), "300"));
        assert_eq!(played.complaint, "", "{arguments}: it is the same game");
    }
    let part = run(&place, "replay run.replay --headless --ticks 100 --hash every");
    assert!(part.lines.contains("tick 100 hash ") && part.value("ticks") == "100", "{}", part.lines);
}

#[test]
fn a_replay_in_a_changed_game_warns() {
    let place = Place::new();
    place.play("--ticks 300 --record run.replay");
    place.edit("pong/scenes/court.ron", "// ", "// Changed. ");
    let same = place.run("replay run.replay pong --headless");
    assert_eq!(same.status, 0, "the world is in the recording: {}", same.complaint);
    assert!(same.complaint.contains("the game is not as it was"), "{}", same.complaint);
}

#[test]
fn a_file_that_is_no_recording_is_refused() {
    let place = Place::new();
    place.write("a.replay", "nothing of the kind");
    for file in ["a.replay", "pong", "nowhere.replay"] {
        let run = place.run(&format!("replay {file} --headless"));
        assert!(run.status == 1 || run.status == 2, "{file}: {run:?}");
        assert!(
            run.complaint.contains(file) && run.complaint.contains("cure: "),
            "{file}: {}",
            run.complaint
        );
    }
}

#[test]
fn ten_minutes_take_less_than_a_mebibyte() {
    let place = Place::new();
    place.write("keys.txt", "20 key KeyW down\n80 key KeyW up\n90 key ArrowUp down\n");
    place.play("--ticks 36000 --input keys.txt --record run.replay");
    let bytes = std::fs::metadata(place.path("run.replay")).unwrap().len();
    assert!(bytes < 1 << 20, "{bytes} bytes");
}

#[test]
fn a_trace_is_a_list_of_events() {
    let place = Place::new();
    place.play("--ticks 20 --trace run.json");
    let text = std::fs::read_to_string(place.path("run.json")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!((lines.first(), lines.last()), (Some(&"["), Some(&"]")), "{text}");
    let events = &lines[1..lines.len() - 1];
    let (last, others) = events.split_last().unwrap();
    assert!(last.ends_with('}') && others.iter().all(|line| line.starts_with('{') && line.ends_with("},")));
    for name in ["tick", "steer"] {
        let count = events.iter().filter(|line| line.contains(&format!("\"name\":\"{name}\""))).count();
        assert_eq!(count, 20, "{name}: {text}");
    }
}
