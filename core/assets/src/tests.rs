//! The rules that the data keeps by itself.

use crate::{AssetId, Assets, Image, LoopRegion, Progress, Request, Sound, Source, api, operations};
use playground_core_types::ErrorKind;

#[test]
fn an_asset_is_named_by_the_hash_of_its_path() {
    const COIN: AssetId = AssetId::of("sprites/coin.png");
    assert_eq!(COIN, AssetId::of("sprites/coin.png"), "constants and run time agree");
    assert_ne!(COIN, AssetId::of("sprites/Coin.png"), "the case of letters counts on every machine");
    assert!(AssetId::default().is_none());
}

#[track_caller]
fn check_image(width: u32, height: u32, byte_count: usize, expected: Result<(), ErrorKind>) {
    let image = Image::from_rgba(width, height, vec![0; byte_count]);
    assert_eq!(image.map(|_| ()).map_err(|error| error.kind()), expected);
}

#[test]
fn an_image_has_four_bytes_a_pixel() {
    check_image(2, 3, 24, Ok(()));
    check_image(2, 3, 23, Err(ErrorKind::BadRequest));
    check_image(0, 3, 0, Err(ErrorKind::LimitReached));
    check_image(8193, 1, 8193 * 4, Err(ErrorKind::LimitReached));
}

#[track_caller]
fn check_sound(channels: Vec<Vec<f32>>, expected: Result<(u64, Vec<Vec<f32>>), &str>) {
    match (Sound::from_channels(channels), expected) {
        (Ok(sound), Ok((frames, samples))) => assert_eq!((sound.frames(), sound.channels), (frames, samples)),
        (Err(error), Err(message)) => assert_eq!(error.message(), message),
        (sound, expected) => panic!("{sound:?} is not {expected:?}"),
    }
}

#[test]
fn a_sound_has_equal_channels_of_finite_samples() {
    check_sound(vec![vec![0.5, f32::NAN, f32::INFINITY]], Ok((3, vec![vec![0.5, 0.0, 0.0]])));
    check_sound(vec![Vec::new(), Vec::new()], Ok((0, vec![Vec::new(), Vec::new()])));
    check_sound(Vec::new(), Err("a sound has 1 or 2 channels, not 0"));
    check_sound(vec![vec![0.0], Vec::new()], Err("the channels of a sound are equally long"));
}

#[track_caller]
fn check_loop(start_frame: u64, end_frame: u64, expected: Result<u64, &str>) {
    let sound = Sound::from_channels(vec![vec![0.0; 10]]).unwrap();
    let looped = sound.with_loop(LoopRegion { start_frame, end_frame });
    let frames = looped.map(|sound| sound.loop_region.map_or(0, |region| region.frames()));
    assert_eq!(frames.map_err(|error| error.message().to_owned()), expected.map_err(str::to_owned));
}

#[test]
fn a_loop_lies_inside_of_its_sound() {
    check_loop(0, 10, Ok(10));
    check_loop(9, 10, Ok(1));
    check_loop(0, 11, Err("a sound of 10 frames cannot repeat 0 to 11"));
    check_loop(4, 4, Err("a sound of 10 frames cannot repeat 4 to 4"));
}

#[test]
fn progress_is_a_fraction() {
    let progress = Progress { done: 1, total: 4, current: "music/theme.ogg".to_owned() };
    assert!((progress.fraction() - 0.25).abs() < f32::EPSILON);
    assert!((Progress::default().fraction() - 1.0).abs() < f32::EPSILON, "nothing to load is all loaded");
}

#[test]
fn a_newer_request_takes_the_place_of_the_older() {
    let mut request = Request::default();
    let first = request.supersede(Source::Folder("a".into()));
    assert!(request.check(first).is_ok());
    let second = request.supersede(Source::Folder("b".into()));
    assert!(request.check(second).is_ok() && request.source() == &Source::Folder("b".into()));
    let error = request.check(first).unwrap_err();
    assert_eq!(
        (error.kind(), error.message()),
        (ErrorKind::Conflict, "another request took the place of this one")
    );
}

#[test]
fn a_number_travels_as_bytes() {
    assert_eq!(operations::decode_number(&operations::encode_number(1 << 40)), Some(1 << 40));
    assert_eq!((operations::decode_number(&[]), operations::decode_number(&[0; 9])), (None, None));
}

#[tokio::test]
async fn a_cancel_is_a_request_for_nothing() {
    let assets = Assets::new();
    let number = assets.request.write().await.supersede(Source::Folder("a".into()));
    api::cancel(&assets).unwrap();
    let request = assets.request.read().await;
    assert!(request.check(number).is_err() && request.source() == &Source::default());
}

#[tokio::test]
async fn opening_without_a_system_says_so() {
    let assets = Assets::new();
    let error = api::open(&assets, Source::default()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Dispatch);
    assert_eq!(error.to_string(), "assets: no such system is registered");
}
