//! What the command line has for time: hashes by tick, tests that go back, recordings, traces.

use crate::place::{Place, Run};

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
    let place = Place::new("every");
    let run = place.play("--ticks 50 --hash every");
    let ticks: Vec<&str> = run.lines.lines().filter(|line| line.starts_with("tick ")).collect();
    assert_eq!(ticks.len(), 50, "{}", run.lines);
    assert_eq!(ticks[49], format!("tick 50 hash {}", run.value("hash")), "the last one is the report's");
    assert!(run.lines.ends_with("seconds: 0.833\n"), "the report comes after them");
    assert_eq!(place.play("--ticks 50 --hash every"), run);
}

#[test]
fn the_first_line_that_differs_names_tick_system_and_component() {
    let place = Place::new("systems");
    place.write("keys.txt", "20 key KeyW down\n");
    let (one, other) =
        (place.play("--ticks 30 --hash systems"), place.play("--ticks 30 --hash systems --input keys.txt"));
    let first = one.lines.lines().zip(other.lines.lines()).find(|(one, other)| one != other).unwrap().0;
    assert!(first.starts_with("tick 21 system steer column "), "the first that reads the key: {first}");
    assert!(one.lines.contains("system steer column Transform2d hash "), "the systems are named");
}

#[test]
fn every_game_stands_the_test_of_going_back() {
    let place = Place::new("synctest");
    for ticks in [1, 8] {
        place.play(&format!("--ticks 200 --synctest {ticks}"));
        run(&place, &format!("{SWARM} --headless --ticks 200 --synctest {ticks}"));
        run(&place, &format!("{FOXFIRE} --headless --ticks 200 --synctest {ticks}"));
    }
}

#[test]
fn a_recording_is_played_in_the_game_that_is_carried_or_named() {
    let place = Place::new("replay");
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
    let place = Place::new("changed");
    place.play("--ticks 300 --record run.replay");
    place.edit("pong/scenes/court.ron", "// ", "// Changed. ");
    let same = place.run("replay run.replay pong --headless");
    assert_eq!(same.status, 0, "the world is in the recording: {}", same.complaint);
    assert!(same.complaint.contains("the game is not as it was"), "{}", same.complaint);
}

#[test]
fn a_file_that_is_no_recording_is_refused() {
    let place = Place::new("foreign");
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
    let place = Place::new("minutes");
    place.write("keys.txt", "20 key KeyW down\n80 key KeyW up\n90 key ArrowUp down\n");
    place.play("--ticks 36000 --input keys.txt --record run.replay");
    let bytes = std::fs::metadata(place.path("run.replay")).unwrap().len();
    assert!(bytes < 1 << 20, "{bytes} bytes");
}

#[test]
fn a_trace_is_a_list_of_events() {
    let place = Place::new("trace");
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
