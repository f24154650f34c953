//! Controllers through gilrs, on a thread of its own that looks a thousand times a second.
//!
//! Events are stamped on that thread and wait in a bounded channel. Where the game does not take them the thread
//! stops reading, and the system's own queue holds them: nothing is lost between a press and the tick of its time.

#![expect(clippy::disallowed_methods, reason = "the thread of the pads lives in the time of the machine")]

use super::reader::{Message, News, PadReader};
use super::stamp::PadClock;
use crate::mapping::database::Database;
use playground_core_client::input::{
    Control, DeviceChange, DeviceId, PAD_COUNT_MAX, Pad, RawEvent, RumblePayload,
};
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, SyncSender, TryRecvError, TrySendError, channel, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// So many events wait in the channel, and as many with the thread, before it stops reading.
const CHANNEL_COUNT_MAX: usize = 8_192;

/// How long the thread waits for a controller to say something: a thousandth of a second.
const PATIENCE: Duration = Duration::from_millis(1);
/// The same while there is no controller.
const IDLE_PATIENCE: Duration = Duration::from_millis(16);
/// How often batteries are asked.
const BATTERY_TIME: Duration = Duration::from_secs(30);

/// What the thread is told.
#[derive(Debug, Clone)]
enum Order {
    Feel(u32, [f32; 2]),
    Play(RumblePayload),
    Remap(Database),
    WantRaw(bool),
}

/// The way to the thread, and what it has told so far.
pub(crate) struct GilrsPads {
    messages: Receiver<Message>,
    /// Dropped to end the thread.
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
    pads: [Option<Pad>; PAD_COUNT_MAX],
    clock: PadClock,
    is_raw_wanted: bool,
}

impl GilrsPads {
    /// Starts the thread and waits until it has looked for the controllers that are there.
    pub(crate) fn open(database: Database) -> Result<Self, String> {
        let (sender, messages) = sync_channel(CHANNEL_COUNT_MAX);
        let (orders, receiver) = channel();
        let (ready, is_ready) = channel();
        let builder = thread::Builder::new().name("pads".to_owned());
        let work = move || {
            let mut news = Vec::new();
            // Opened here: a way to controllers belongs to one thread on some systems.
            match PadReader::open(database, &mut news) {
                Ok(reader) => {
                    let mut poller = Poller { reader, sender, outbox: news.into() };
                    poller.flush();
                    ready.send(Ok(())).unwrap_or_default();
                    poller.run(&receiver);
                }
                Err(reason) => ready.send(Err(reason)).unwrap_or_default(),
            }
        };
        let thread = builder.spawn(work).map_err(|error| format!("no thread can be started: {error}"))?;
        is_ready.recv().map_err(|error| error.to_string())??;
        let pads = [const { None }; PAD_COUNT_MAX];
        let (orders, thread) = (Some(orders), Some(thread));
        let clock = PadClock::default();
        let mut opened = Self { messages, orders, thread, pads, clock, is_raw_wanted: false };
        // Those that are there already are announced, and have not just come.
        while let Ok(message) = opened.messages.try_recv() {
            opened.take(message.slot, message.news);
        }
        Ok(opened)
    }

    pub(crate) fn poll(&mut self, now_micros: u64, events: &mut Vec<RawEvent>) -> bool {
        let mut has_changed = false;
        let now = Instant::now();
        while let Ok(Message { at, slot, news }) = self.messages.try_recv() {
            let micros = self.clock.micros_of(Some(now.saturating_duration_since(at)), now_micros);
            let (control, value) = match &news {
                News::Connected(_) => (Some(Control::Device(DeviceChange::Connected)), 0.0),
                News::Disconnected => (Some(Control::Device(DeviceChange::Disconnected)), 0.0),
                News::Moved(control, value) => (Some(*control), *value),
                News::Described(_) => (None, 0.0),
            };
            has_changed |= self.take(slot, news);
            if let (Some(device), Some(control)) = (DeviceId::pad(slot), control) {
                events.push(RawEvent::new(micros, device, control, value));
            }
        }
        self.clock.polled(now_micros);
        has_changed
    }

    pub(crate) fn pads(&self) -> Vec<Pad> {
        self.pads.iter().flatten().cloned().collect()
    }

    pub(crate) fn feel(&mut self, slot: u32, levels: [f32; 2]) {
        self.order(Order::Feel(slot, levels));
    }

    pub(crate) fn play(&mut self, effect: RumblePayload) {
        self.order(Order::Play(effect));
    }

    pub(crate) fn remap(&mut self, database: Database) {
        self.order(Order::Remap(database));
    }

    pub(crate) fn want_raw(&mut self, is_wanted: bool) {
        if is_wanted != self.is_raw_wanted {
            self.is_raw_wanted = is_wanted;
            self.order(Order::WantRaw(is_wanted));
        }
    }

    fn order(&mut self, order: Order) {
        if let Some(orders) = &self.orders {
            // A thread that ended was told of already.
            orders.send(order).unwrap_or_default();
        }
    }

    /// Notes what there is; whether that changed.
    fn take(&mut self, slot: u32, news: News) -> bool {
        let Some(place) = self.pads.get_mut(slot as usize) else { return false };
        match news {
            News::Connected(pad) | News::Described(pad) => *place = Some(*pad),
            News::Disconnected => *place = None,
            News::Moved(..) => return false,
        }
        true
    }
}

impl Drop for GilrsPads {
    /// Waits for the thread, so that no motor runs on; that takes as long as its patience.
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap_or_else(|_| log::error!("the thread of the controllers panicked"));
        }
    }
}

/// The thread's own.
struct Poller {
    reader: PadReader,
    sender: SyncSender<Message>,
    outbox: VecDeque<Message>,
}

impl Poller {
    fn run(&mut self, orders: &Receiver<Order>) {
        let mut batteries_asked = Instant::now();
        let mut news = Vec::new();
        loop {
            loop {
                match orders.try_recv() {
                    Ok(order) => self.obey(order, &mut news),
                    Err(TryRecvError::Empty) => break,
                    Err(TryRecvError::Disconnected) => return self.reader.stop_motors(),
                }
            }
            let is_busy = self.reader.step_motors();
            let patience = if is_busy || self.reader.has_pads() { PATIENCE } else { IDLE_PATIENCE };
            let start = Instant::now();
            let is_full = self.outbox.len() >= CHANNEL_COUNT_MAX;
            let has_news = !is_full && self.reader.read(patience, &mut news);
            // A controller that was pulled out wakes us in vain until the system notices.
            if !has_news && start.elapsed() < PATIENCE / 2 {
                thread::sleep(PATIENCE);
            }
            if batteries_asked.elapsed() >= BATTERY_TIME {
                batteries_asked = Instant::now();
                self.reader.ask_batteries(&mut news);
            }
            self.outbox.extend(news.drain(..));
            self.flush();
        }
    }

    fn obey(&mut self, order: Order, news: &mut Vec<Message>) {
        match order {
            Order::Feel(slot, levels) => self.reader.feel(slot, levels),
            Order::Play(effect) => self.reader.play(effect),
            Order::Remap(database) => self.reader.remap(database, news),
            Order::WantRaw(is_wanted) => self.reader.want_raw(is_wanted),
        }
    }

    /// Hands over what there is room for.
    fn flush(&mut self) {
        while let Some(message) = self.outbox.pop_front() {
            if let Err(TrySendError::Full(message)) = self.sender.try_send(message) {
                self.outbox.push_front(message);
                return;
            }
        }
    }
}
