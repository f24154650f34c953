//! Which sounds the mixer holds, and in which of its slots.

use playground_core_assets::{AssetId, Sound};
use playground_core_client::audio::{AudioAction, AudioCommand, SOUND_COUNT_MAX};
use playground_core_types::Handle;
use std::sync::Arc;

/// Slots that are emptied in a frame, at most: for each the mixer looks through all of its voices.
const UNLOAD_COUNT_MAX: usize = 64;

#[derive(Debug, Clone)]
struct Slot {
    id: AssetId,
    sound: Handle<Sound>,
    /// Voices that play from it.
    users: u32,
    /// No longer given out: unloaded as soon as the last voice has ended.
    retired: bool,
}

/// The slots of the mixer as the follower filled them.
#[derive(Debug, Default)]
pub struct SoundSlots {
    slots: Vec<Option<Slot>>,
}

impl SoundSlots {
    /// The slot of a sound, loaded where it is not yet; `None` when all slots are in use.
    ///
    /// A sound that was loaded again under its old name gets another slot, and the old one retires.
    pub fn slot_of(
        &mut self,
        id: AssetId,
        sound: &Handle<Sound>,
        commands: &mut Vec<AudioCommand>,
    ) -> Option<u16> {
        for (index, slot) in self.slots.iter_mut().enumerate() {
            let Some(slot) = slot else { continue };
            if slot.id == id && !slot.retired {
                if Arc::ptr_eq(&slot.sound, sound) {
                    return Some(index as u16);
                }
                slot.retired = true;
            }
        }
        let index = self.unused()?;
        self.slots[index] = Some(Slot { id, sound: sound.clone(), users: 0, retired: false });
        let action = AudioAction::Load { slot: index as u16, sound: sound.clone() };
        // Before every voice that may play from it.
        commands.push(AudioCommand { frame: 0, action });
        Some(index as u16)
    }

    /// Notes one voice more that plays from a slot.
    pub fn hold(&mut self, slot: u16) {
        if let Some(Some(slot)) = self.slots.get_mut(usize::from(slot)) {
            slot.users += 1;
        }
    }

    /// Notes one voice less that plays from a slot.
    pub fn release(&mut self, slot: u16) {
        if let Some(Some(slot)) = self.slots.get_mut(usize::from(slot)) {
            slot.users = slot.users.saturating_sub(1);
        }
    }

    /// Gives no slot out again that is filled now.
    pub fn retire_all(&mut self) {
        for slot in self.slots.iter_mut().flatten() {
            slot.retired = true;
        }
    }

    /// Empties some of the slots that have retired and that nobody plays from: `UNLOAD_COUNT_MAX` at a time.
    pub fn unload_retired(&mut self, commands: &mut Vec<AudioCommand>) {
        let mut count = 0;
        for (index, place) in self.slots.iter_mut().enumerate() {
            if count == UNLOAD_COUNT_MAX {
                break;
            }
            if place.as_ref().is_some_and(|slot| slot.retired && slot.users == 0) {
                count += 1;
                *place = None;
                commands.push(AudioCommand { frame: 0, action: AudioAction::Unload { slot: index as u16 } });
            }
        }
    }

    /// A slot that is empty, or else one that nobody plays from: its sound gives way.
    fn unused(&mut self) -> Option<usize> {
        if let Some(empty) = self.slots.iter().position(Option::is_none) {
            return Some(empty);
        }
        if self.slots.len() < SOUND_COUNT_MAX {
            self.slots.push(None);
            return Some(self.slots.len() - 1);
        }
        self.slots.iter().position(|slot| slot.as_ref().is_some_and(|slot| slot.users == 0))
    }
}
