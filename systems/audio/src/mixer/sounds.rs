//! The sounds that the mixer holds, and those that it is about to give back.

use crate::mixer::rings::{AudioEvent, MixerPort};
use crate::mixer::voices::Voices;
use playground_core_assets::Sound;
use playground_core_client::audio::SOUND_COUNT_MAX;
use playground_core_types::Handle;

/// Sounds that are given back but still fade out, at most; what plays from one more is cut.
const LEAVING_COUNT_MAX: usize = 16;

/// Events that one exchange may send: the old sound, and all that have left since.
pub const EXCHANGE_EVENT_COUNT_MAX: usize = LEAVING_COUNT_MAX + 1;

/// Sounds by slot; behind the slots lie those that are leaving.
#[derive(Debug)]
pub struct Sounds {
    sounds: Vec<Option<Handle<Sound>>>,
}

impl Default for Sounds {
    fn default() -> Self {
        Self { sounds: vec![None; SOUND_COUNT_MAX + LEAVING_COUNT_MAX] }
    }
}

impl Sounds {
    /// The sound of a slot.
    pub fn get(&self, slot: usize) -> Option<&Sound> {
        self.sounds.get(slot).and_then(Option::as_deref)
    }

    /// Puts a sound into a slot; what lay there goes back to where it may be freed as soon as nothing plays from it.
    ///
    /// The caller has made sure of room for [`EXCHANGE_EVENT_COUNT_MAX`] events.
    pub fn exchange(
        &mut self,
        (slot, sound): (u16, Option<Handle<Sound>>),
        voices: &mut Voices,
        is_held: bool,
        port: &mut MixerPort,
    ) {
        self.release_left(voices, port);
        let slot = usize::from(slot);
        let old = match self.sounds[..SOUND_COUNT_MAX].get_mut(slot) {
            Some(place) => std::mem::replace(place, sound),
            None => sound,
        };
        let Some(old) = old else { return };
        if !voices.play_from(slot) {
            port.send(AudioEvent::Released { sound: old });
            return;
        }
        let free = self.sounds[SOUND_COUNT_MAX..].iter().position(Option::is_none);
        let free = free.map(|index| SOUND_COUNT_MAX + index);
        voices.leave_slot(slot, free.map(|free| free as u16), is_held);
        match free {
            Some(free) => self.sounds[free] = Some(old),
            None => port.send(AudioEvent::Released { sound: old }),
        }
    }

    /// Gives those back that nothing plays from any more.
    pub fn release_left(&mut self, voices: &Voices, port: &mut MixerPort) {
        for slot in SOUND_COUNT_MAX..self.sounds.len() {
            if self.sounds[slot].is_some()
                && port.has_room(1)
                && !voices.play_from(slot)
                && let Some(sound) = self.sounds[slot].take()
            {
                port.send(AudioEvent::Released { sound });
            }
        }
    }
}
