//! Sounds that are decoded ahead: the same bits as of whole ones, silence without a click where they are late.

use super::{SECOND, load, mixer, play_with, rendered, tell};
use crate::measure::{roughness, side, sound, tone};
use crate::mixer::Mixer;
use crate::mixer::rings::{AudioEvent, MixerRemote};
use playground_core_assets::stream::ENDLESS;
use playground_core_assets::{Sound, StreamRing};
use playground_core_client::audio::{AudioAction, Space, VoiceStart};
use playground_core_types::{Handle, handle};

const ONE: u64 = VoiceStart::STEP_ONE;

/// A second of another tone on each side.
fn stereo() -> Handle<Sound> {
    let channel = |hertz| tone(hertz, 0.5, SECOND).channels[0].clone();
    sound(vec![channel(330.0), channel(470.0)])
}

/// A ring that begins before a place of a sound, and what it will hold.
fn ring_of(sound: &Sound, start: &VoiceStart) -> Handle<StreamRing> {
    let length = if start.looped { ENDLESS } else { sound.frames() };
    handle(StreamRing::new(sound.channels.len(), start.offset_frames.saturating_sub(1), length))
}

/// Writes as much as there is room for, over and over where it is looped.
fn fill(ring: &StreamRing, sound: &Sound) {
    while ring.room() > 0 && ring.written() < ring.length() {
        let from = (ring.written() % sound.frames()) as usize;
        let rest: Vec<&[f32]> = sound.channels.iter().map(|channel| &channel[from..]).collect();
        ring.write(&rest);
    }
}

fn play_stream(start: VoiceStart, ring: &Handle<StreamRing>) -> AudioAction {
    AudioAction::PlayStream { voice: 0, start, ring: ring.clone() }
}

/// What is heard of a stream that is filled after each block.
fn heard(mixer: &mut Mixer, rings: &[(&StreamRing, &Sound)], frames: usize, block: usize) -> Vec<f32> {
    let mut out = Vec::new();
    while out.len() < 2 * frames {
        rings.iter().for_each(|(ring, sound)| fill(ring, sound));
        out.extend(rendered(mixer, block, block));
    }
    out.truncate(2 * frames);
    out
}

/// A stream is heard as the whole sound is, to the last bit, in blocks of any size.
#[track_caller]
fn check(start: VoiceStart, sound: &Handle<Sound>) {
    let (mut remote, mut whole) = mixer();
    load(&mut remote, 0, sound);
    tell(&mut remote, 100, AudioAction::Play { voice: 0, start });
    let expected = rendered(&mut whole, SECOND, 512);
    for block in [64, 160, 1_024] {
        let (mut remote, mut mixer) = mixer();
        let ring = ring_of(sound, &start);
        load(&mut remote, 0, sound);
        tell(&mut remote, 100, play_stream(start, &ring));
        let out = heard(&mut mixer, &[(&ring, sound)], SECOND, block);
        let first = out.iter().zip(&expected).position(|(out, expected)| out != expected);
        assert_eq!(first, None, "{start:?} in blocks of {block}");
        assert_eq!(remote.gauge().underruns(), 0);
    }
}

#[test]
fn a_stream_is_heard_as_its_sound_is() {
    let (mono, stereo) = (tone(500.0, 0.5, SECOND), stereo());
    check(VoiceStart::default(), &mono);
    check(VoiceStart::default(), &stereo);
    check(VoiceStart { offset_frames: 20_000, ..VoiceStart::default() }, &stereo);
    check(
        VoiceStart { step: ONE / 3, offset_frames: 7, offset_fraction: 99, ..VoiceStart::default() },
        &mono,
    );
    check(VoiceStart { step: 3 * ONE / 2 + 12_345, ..VoiceStart::default() }, &stereo);
    check(VoiceStart { step: 8 * ONE, ..VoiceStart::default() }, &mono);
    check(VoiceStart { looped: true, offset_frames: 30_000, ..VoiceStart::default() }, &stereo);
    let space = Space { gains: [0.5, 0.25], delays_frames: [3.5, 12.25], cutoffs_hertz: [9_000.0, 4_000.0] };
    check(VoiceStart { space: Some(space), ..VoiceStart::default() }, &mono);
}

/// The rings that came back.
fn released(remote: &mut MixerRemote) -> usize {
    let mut count = 0;
    while let Some(event) = remote.next_event() {
        count += usize::from(matches!(event, AudioEvent::StreamReleased { .. }));
    }
    count
}

#[test]
fn a_seek_goes_on_in_another_ring_without_a_click() {
    let whole = tone(500.0, 0.5, SECOND);
    let smooth = roughness(&whole.channels[0]);
    let (mut remote, mut mixer) = mixer();
    let looped = VoiceStart { looped: true, pan: -1.0, ..VoiceStart::default() };
    let sought = VoiceStart { offset_frames: 20_037, ..looped };
    let (first, second) = (ring_of(&whole, &looped), ring_of(&whole, &sought));
    load(&mut remote, 0, &whole);
    tell(&mut remote, 0, play_stream(looped, &first));
    let ring = second.clone();
    let seek = AudioAction::SeekStream { voice: 0, offset_frames: 20_037, offset_fraction: 0, ring };
    tell(&mut remote, 4_825, seek);
    // Of no use to a voice that plays no ring, and ignored.
    for action in [
        AudioAction::Seek { voice: 0, offset_frames: 5, offset_fraction: 0 },
        AudioAction::Release { voice: 0 },
        AudioAction::Loop {
            voice: 0,
            looped: true,
            loop_start_frames: 7,
            loop_end_frames: 9,
            offset_frames: 0,
            offset_fraction: 0,
        },
    ] {
        tell(&mut remote, 9_000, action);
    }
    tell(&mut remote, 12_007, AudioAction::Hold { voice: 0 });
    tell(&mut remote, 14_000, AudioAction::Continue { voice: 0 });
    let out = side(&heard(&mut mixer, &[(&first, &whole), (&second, &whole)], 20_000, 500), 0);
    assert!(roughness(&out) < 6.0 * smooth, "{}", roughness(&out));
    let from = 20_037 + 6_000 - 4_825;
    assert_eq!(out[6_000..11_000], whole.channels[0][from..from + 5_000]);
    assert_eq!(released(&mut remote), 1, "the first ring, as soon as its tail was over");
    tell(&mut remote, 0, AudioAction::Unload { slot: 0 });
    let out = side(&heard(&mut mixer, &[(&second, &whole)], 2_000, 500), 0);
    assert!(roughness(&out) < 6.0 * smooth, "a stream that is taken away clicks");
    assert_eq!((released(&mut remote), mixer.voices.count()), (1, 0));
}

#[test]
fn however_late_the_ring_of_another_loop_comes_there_is_no_gap() {
    let whole = tone(500.0, 0.5, SECOND);
    let (mut remote, mut mixer) = mixer();
    let looped = VoiceStart { looped: true, pan: -1.0, ..VoiceStart::default() };
    let relooped = VoiceStart { offset_frames: 4_800, ..looped };
    let (first, second) = (ring_of(&whole, &looped), ring_of(&whole, &relooped));
    load(&mut remote, 0, &whole);
    tell(&mut remote, 0, play_stream(looped, &first));
    let ring = second.clone();
    tell(&mut remote, 4_800, AudioAction::LoopStream { voice: 0, offset_frames: 4_800, ring });
    let mut out = side(&heard(&mut mixer, &[(&first, &whole)], 9_600, 480), 0);
    assert_eq!(released(&mut remote), 0, "the second is waited for");
    out.extend(side(&heard(&mut mixer, &[(&first, &whole), (&second, &whole)], 9_600, 480), 0));
    let off = out.iter().zip(&whole.channels[0]).map(|(out, whole)| (out - whole).abs()).fold(0.0, f32::max);
    assert!(off < 1e-6, "off by {off}");
    assert_eq!(released(&mut remote), 1, "the first, when the second has taken over");
}

#[test]
fn what_is_late_is_faded_counted_and_in_its_place_again() {
    let whole = tone(500.0, 0.5, SECOND);
    let smooth = roughness(&whole.channels[0]);
    let (mut remote, mut mixer) = mixer();
    let start = VoiceStart { pan: -1.0, ..VoiceStart::default() };
    let ring = ring_of(&whole, &start);
    ring.write(&[&whole.channels[0][..5_000]]);
    load(&mut remote, 0, &whole);
    tell(&mut remote, 0, play_stream(start, &ring));
    let mut out = rendered(&mut mixer, 8_000, 128);
    assert_eq!(remote.gauge().underruns(), 1);
    out.extend(heard(&mut mixer, &[(&ring, &whole)], 20_000, 128));
    let out = side(&out, 0);
    assert!(roughness(&out) < 6.0 * smooth, "{}", roughness(&out));
    assert!(out[5_000..8_000].iter().all(|sample| *sample == 0.0));
    assert_eq!(out[8_300..20_000], whole.channels[0][8_300..20_000]);
    assert_eq!(out[..4_000], whole.channels[0][..4_000]);
    assert_eq!(remote.gauge().underruns(), 1);
}

#[test]
fn what_is_not_there_yet_begins_when_it_comes() {
    let whole = tone(500.0, 0.5, SECOND);
    let (mut remote, mut mixer) = mixer();
    let start = VoiceStart { pan: -1.0, offset_frames: 9_000, ..VoiceStart::default() };
    let ring = ring_of(&whole, &start);
    load(&mut remote, 0, &whole);
    tell(&mut remote, 0, play_stream(start, &ring));
    assert!(rendered(&mut mixer, 3_000, 100).iter().all(|sample| *sample == 0.0));
    let out = side(&heard(&mut mixer, &[(&ring, &whole)], 3_000, 100), 0);
    assert_eq!(out[200..], whole.channels[0][12_200..15_000], "where it would be by then");
    assert!(roughness(&out) < 6.0 * roughness(&whole.channels[0]));
    assert_eq!(remote.gauge().underruns(), 0, "to begin late is not to run dry");
}

#[test]
fn one_stream_more_than_there_is_room_for_is_silent() {
    let whole = tone(500.0, 0.5, SECOND);
    let (mut remote, mut mixer) = mixer();
    load(&mut remote, 0, &whole);
    for voice in 0..65 {
        let ring = ring_of(&whole, &VoiceStart::default());
        fill(&ring, &whole);
        let start = VoiceStart::default();
        tell(&mut remote, 0, AudioAction::PlayStream { voice, start, ring });
    }
    tell(&mut remote, 0, play_with(70, VoiceStart::default()));
    rendered(&mut mixer, 512, 512);
    assert_eq!((mixer.voices.count(), released(&mut remote)), (64, 1));
}
