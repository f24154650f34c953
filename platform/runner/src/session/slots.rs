//! Whole worlds that the player or the game keeps, by slot, and goes on with.

use super::Session;
use super::saves::stored_name;
use playground_core_assets::Manifest;
use playground_core_assets::api::{fetch, fetch_previous, fetch_start};
use playground_core_assets::store::PREVIOUS_SUFFIX;
use playground_core_client::Client;
use playground_core_client::shell::{Phase, SavedWorld, SavedWorlds};
use playground_core_ecs::history::SAVE_SLOT_COUNT;
use playground_core_ecs::operations::resource_payload;
use playground_core_ecs::{SaveVerb, SaveWish};
use playground_core_types::hash::bytes_hash;
use playground_core_types::{Bytes, CoreError, CoreResult, ErrorKind, Handle, read_now};
use tokio::sync::oneshot;
use tokio::sync::oneshot::error::TryRecvError;

/// The saved worlds of the open game.
#[derive(Debug, Default)]
pub(super) struct Slots {
    pub(super) worlds: SavedWorlds,
    fetching: Option<Fetching>,
    /// What slots held before the worlds that are being written, until these are on the disk.
    before: Vec<(u32, Option<SavedWorld>)>,
}

/// A world that is on its way from the store.
#[derive(Debug)]
struct Fetching {
    slot: u32,
    answer: oneshot::Receiver<Generations>,
}

/// What the store has of a slot: the file, and the one that it took the place of.
type Generations = [CoreResult<Bytes>; 2];

/// What a file begins with, before the world: for the list of slots, which reads no worlds.
const MAGIC: &[u8; 8] = b"PLAYSLT2";

/// The longest head that the list of slots reads; a game's id is much shorter. Unit: bytes.
const HEAD_BYTES_MAX: u32 = 4_096;

/// The head of a file: magic, ticks, seconds, the length of the game's id and the id; then the hash of these.
fn head(game: &str, world: SavedWorld) -> Vec<u8> {
    let length = game.len() as u64;
    let numbers = [world.ticks, world.seconds, length].map(u64::to_le_bytes);
    let mut head = [MAGIC.as_slice(), numbers.as_flattened(), game.as_bytes()].concat();
    head.extend_from_slice(&bytes_hash(&head).to_le_bytes());
    head
}

/// A file of a slot, taken apart.
struct Kept<'f> {
    game: &'f str,
    world: SavedWorld,
    state: &'f [u8],
}

/// The parts of a file; `None` for one that is torn within its head, or no file of a slot.
fn split_head(bytes: &[u8]) -> Option<Kept<'_>> {
    let mut rest = bytes.strip_prefix(MAGIC.as_slice())?;
    let mut numbers = [0; 3];
    for number in &mut numbers {
        let (word, behind) = rest.split_first_chunk()?;
        (*number, rest) = (u64::from_le_bytes(*word), behind);
    }
    let [ticks, seconds, length] = numbers;
    let (game, behind) = rest.split_at_checked(usize::try_from(length).ok()?)?;
    let (sum, state) = behind.split_first_chunk()?;
    let head = &bytes[..bytes.len() - behind.len()];
    let is_whole = u64::from_le_bytes(*sum) == bytes_hash(head);
    let game = std::str::from_utf8(game).ok().filter(|_| is_whole)?;
    Some(Kept { game, world: SavedWorld { ticks, seconds }, state })
}

/// The file of a slot in the store; people count from 1.
fn slot_name(manifest: &Manifest, slot: u32) -> String {
    stored_name(manifest, &format!("slot-{}.state", slot + 1))
}

/// What there is to load of a game. A slot that cannot be read is told of when somebody wants it.
pub(super) async fn list(client: &Client, manifest: &Manifest) -> SavedWorlds {
    let mut worlds = SavedWorlds::default();
    for (slot, world) in worlds.iter_mut().enumerate() {
        let name = slot_name(manifest, slot as u32);
        let newest = fetch_start(&client.assets, &name, HEAD_BYTES_MAX).await;
        *world = newest.as_ref().ok().and_then(|bytes| split_head(bytes)).map(|kept| kept.world);
        if world.is_none() {
            let before = format!("{name}{PREVIOUS_SUFFIX}");
            let previous = fetch_start(&client.assets, &before, HEAD_BYTES_MAX).await.unwrap_or_default();
            // Of damaged files the time is not known, but there is one.
            let is_there = newest.map_or(true, |bytes| !bytes.is_empty()) || !previous.is_empty();
            let unknown = is_there.then(SavedWorld::default);
            *world = split_head(&previous).map(|kept| kept.world).or(unknown);
        }
    }
    worlds
}

/// What is there of a slot that nothing was asked about.
fn nothing() -> Generations {
    [Ok(Bytes::new()), Ok(Bytes::new())]
}

impl Session {
    /// Clears the wish that the game has had granted, in what is written before the next tick: so it is recorded.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub(crate) fn clear_save_wish(&mut self) -> CoreResult<()> {
        if self.save_wish()? != SaveWish::default() {
            resource_payload(&mut self.payload, &SaveWish::default());
        }
        Ok(())
    }

    /// Does what the game wishes after a tick. In a replay it was done when the recording was made; a demonstration
    /// keeps nothing.
    pub(super) fn grant_save_wish(&mut self) -> CoreResult<()> {
        let wish = self.save_wish()?;
        if self.is_replaying() || self.is_demo() || wish.verb == SaveVerb::None as u32 {
            return Ok(());
        }
        if wish.slot >= SAVE_SLOT_COUNT {
            log::warn!("the game asks for the save {}, but there are only {SAVE_SLOT_COUNT}", wish.slot);
        } else if wish.verb == SaveVerb::Save as u32 {
            self.save_world(wish.slot);
        } else if wish.verb == SaveVerb::Load as u32 {
            self.load_world(wish.slot);
        } else {
            log::warn!("the game asks for {} with a save, which is nothing", wish.verb);
        }
        Ok(())
    }

    fn save_wish(&self) -> CoreResult<SaveWish> {
        Ok(read_now(&self.client.ecs.world)?.resource().unwrap_or_default())
    }

    /// Writes the world as it is into a slot.
    pub(super) fn save_world(&mut self, slot: u32) {
        match self.write_world(slot) {
            Ok(()) => self.tell(&format!("saved in slot {}", slot + 1)),
            Err(error) => {
                log::error!("not saved: {error}");
                self.tell(&format!("not saved: {}", error.message()));
            }
        }
    }

    fn write_world(&mut self, slot: u32) -> CoreResult<()> {
        let Some((game, name)) = self.slot_name(slot)? else { return Ok(()) };
        self.routes.write_state.call(&self.client.vtable, &[], &mut self.reply)?;
        let ticks = self.clock.next_tick();
        let world = SavedWorld { ticks, seconds: ticks / u64::from(self.clock.hertz()) };
        let bytes = [head(&game, world).as_slice(), self.reply.as_bytes()].concat();
        self.keep_file(name, bytes);
        if let Some(known) = self.slots.worlds.get_mut(slot as usize) {
            self.slots.before.push((slot, known.replace(world)));
        }
        Ok(())
    }

    /// All that was to be written is; of the files called `unkept` it is not, and their slots hold what they held
    /// before.
    pub(super) fn settle_slots(&mut self, unkept: &[String]) -> CoreResult<()> {
        for (slot, world) in std::mem::take(&mut self.slots.before).into_iter().rev() {
            if self.slot_name(slot)?.is_some_and(|(_, name)| unkept.contains(&name)) {
                self.slots.worlds[slot as usize] = world;
            }
        }
        Ok(())
    }

    /// Fetches the world of a slot; no tick runs until it is there.
    pub(super) fn load_world(&mut self, slot: u32) {
        let name = match self.slot_name(slot) {
            Ok(Some((_, name))) => name,
            Ok(None) => return,
            Err(error) => return self.tell_unloaded(slot, error.message()),
        };
        let (sender, answer) = oneshot::channel();
        let assets = Handle::clone(&self.client.assets);
        self.executor.spawn(async move {
            // A session that opened another game meanwhile does not wait for it any more.
            let generations = [fetch(&assets, &name).await, fetch_previous(&assets, &name).await];
            sender.send(generations).unwrap_or_default();
        });
        self.slots.fetching = Some(Fetching { slot, answer });
    }

    /// The open game's id, and the name of a slot's file; `None` while no game is open.
    fn slot_name(&self, slot: u32) -> CoreResult<Option<(String, String)>> {
        let manifest = read_now(&self.client.assets.manifest)?;
        Ok(manifest.as_ref().map(|manifest| (manifest.id.clone(), slot_name(manifest, slot))))
    }

    /// Whether a world is on its way.
    pub(crate) fn is_fetching_world(&self) -> bool {
        self.slots.fetching.is_some()
    }

    /// Goes on with the world that was fetched, once it is there.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub(crate) fn continue_fetching(&mut self, now_micros: u64) -> CoreResult<()> {
        let Some(fetching) = &mut self.slots.fetching else { return Ok(()) };
        let slot = fetching.slot;
        let answer = match fetching.answer.try_recv() {
            Err(TryRecvError::Empty) => return Ok(()),
            Err(TryRecvError::Closed) => nothing(),
            Ok(answer) => answer,
        };
        self.finish_fetching(slot, answer, now_micros)
    }

    /// Waits for the world that is on its way, where there is no frame to draw meanwhile.
    ///
    /// # Errors
    /// When core's data is held by somebody else.
    pub(crate) async fn wait_for_world(&mut self, now_micros: u64) -> CoreResult<()> {
        let Some(fetching) = &mut self.slots.fetching else { return Ok(()) };
        let slot = fetching.slot;
        let answer = (&mut fetching.answer).await.unwrap_or_else(|_| nothing());
        self.finish_fetching(slot, answer, now_micros)
    }

    fn finish_fetching(&mut self, slot: u32, answer: Generations, now_micros: u64) -> CoreResult<()> {
        self.slots.fetching = None;
        // The time that the fetching took is not made up for, whatever comes of it.
        self.clock.resume(now_micros, self.alpha);
        let number = slot + 1;
        let [newest, previous] = answer;
        let newest = self.read_world(newest);
        let previous = if newest == Ok(true) { Ok(false) } else { self.read_world(previous) };
        let told = match (newest, previous) {
            (Ok(true), _) => format!("slot {number} loaded"),
            (Err(error), Ok(true)) => {
                log::error!("slot {number}: {error}");
                format!("slot {number} is damaged; the save before it was loaded")
            }
            (Ok(false), Ok(true)) => format!("slot {number} is lost; the save before it was loaded"),
            (Ok(false), Ok(false)) => {
                self.tell(&format!("slot {number} is empty"));
                return Ok(());
            }
            (Err(error), _) | (Ok(false), Err(error)) => {
                self.tell_unloaded(slot, error.message());
                return Ok(());
            }
        };
        self.land(now_micros)?;
        self.attempt(|routes| &mut routes.resume_input, &[]);
        self.note_events()?;
        // What was recorded led to another world.
        self.end_replay();
        self.phase = Phase::Playing;
        self.tell(&told);
        Ok(())
    }

    /// Puts the world of a file in the place of the world; false where there is no file.
    fn read_world(&mut self, bytes: CoreResult<Bytes>) -> CoreResult<bool> {
        let bytes = bytes?;
        if bytes.is_empty() {
            return Ok(false);
        }
        let kept = split_head(&bytes).ok_or_else(|| {
            let message = "this is no saved world, or its beginning is damaged";
            CoreError::new(ErrorKind::BadContent, message).cure("save in this slot anew")
        })?;
        let own = read_now(&self.client.assets.manifest)?.as_ref().map(|manifest| manifest.id.clone());
        if own.as_deref() != Some(kept.game) {
            let message = format!("this is a saved world of the game `{}`", kept.game);
            return Err(CoreError::new(ErrorKind::BadContent, message).cure("load it in that game"));
        }
        let state = kept.state;
        self.routes.read_state.call(&self.client.vtable, state, &mut self.reply)?;
        Ok(true)
    }

    fn tell_unloaded(&mut self, slot: u32, why: &str) {
        log::error!("slot {} is not loaded: {why}", slot + 1);
        self.tell(&format!("slot {} is not loaded: {why}", slot + 1));
    }

    /// What the open game has saved, slot by slot; the time of a damaged file is not known, and 0.
    pub fn saved_worlds(&self) -> &SavedWorlds {
        &self.slots.worlds
    }

    /// Another game begins, with these worlds.
    pub(super) fn take_slots(&mut self, worlds: SavedWorlds) {
        self.slots = Slots { worlds, ..Slots::default() };
    }
}
