//! A log from bytes that may be anything.

use super::{LOG_EVENT_COUNT_MAX, LOG_MAGIC, Width, width_of};
use crate::script::TICK_MICROS_MAX;
use playground_core_client::input::{
    ControlCode, DeviceId, Guid, InputLog, LoggedDevice, MappingOrigin, PAD_SLOT_COUNT, PadCapabilities,
    PadFamily, PadIdentity, RawEvent, ScriptEvent, grid_value,
};
use playground_core_types::{CoreError, CoreResult, ErrorKind};

/// The longest text of a log. Unit: bytes.
const TEXT_BYTES_MAX: u64 = 4_096;

/// Reads the log of a file called `file`.
///
/// # Errors
/// [`ErrorKind::BadContent`] for bytes that are no log, that end too early, or that say something impossible.
pub fn read_log(file: &str, bytes: &[u8]) -> CoreResult<InputLog> {
    let Some(rest) = bytes.strip_prefix(LOG_MAGIC.as_slice()) else {
        let message = "this is no log of input, or one of another version";
        return Err(error(file, message).cure("record it again: `playground pads --log FILE`"));
    };
    let mut reader = Reader { file, rest };
    let hertz = u32::try_from(reader.number()?).ok().filter(|hertz| (1..=1_000).contains(hertz));
    let hertz = hertz.ok_or_else(|| error(file, "the ticks in a second are no number from 1 to 1000"))?;
    let mut log = InputLog { hertz, ..InputLog::default() };
    let device_count = reader.number()?;
    if device_count > PAD_SLOT_COUNT as u64 {
        return Err(error(file, "there are more controllers than slots for them"));
    }
    for _ in 0..device_count {
        let (id, device) = reader.device()?;
        log.devices.insert(id, device);
    }
    reader.events(&mut log)?;
    Ok(log)
}

fn error(file: &str, message: &str) -> CoreError {
    CoreError::new(ErrorKind::BadContent, message).at(file, 0, 0)
}

struct Reader<'a> {
    file: &'a str,
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn events(&mut self, log: &mut InputLog) -> CoreResult<()> {
        let tick_micros = TICK_MICROS_MAX / u64::from(log.hertz);
        let mut pairs = Vec::new();
        let mut tick = 0_u64;
        while !self.rest.is_empty() {
            let ticks = self.number()?;
            tick = tick.checked_add(ticks).ok_or_else(|| self.strange("a tick that never comes"))?;
            let count = self.number()?;
            let mut micros = 0;
            for _ in 0..count {
                if log.events.len() >= LOG_EVENT_COUNT_MAX {
                    return Err(self.strange("more events than a log may have"));
                }
                let event = self.event(&mut pairs, &mut micros)?;
                if micros > tick_micros {
                    return Err(self.strange("an event beyond its tick"));
                }
                log.events.push(ScriptEvent { tick, event });
            }
        }
        Ok(())
    }

    fn event(&mut self, pairs: &mut Vec<Pair>, micros: &mut u64) -> CoreResult<RawEvent> {
        let head = self.number()?;
        let (number, is_same_time) = ((head / 2) as usize, head % 2 == 1);
        if number == pairs.len() {
            pairs.push(self.pair()?);
        }
        if !is_same_time {
            *micros = micros.saturating_add(self.number()?);
        }
        let strange = self.strange("a control that was not named before");
        let Some(pair) = pairs.get_mut(number) else { return Err(strange) };
        let mut event = RawEvent {
            micros: *micros,
            device: pair.device,
            control: pair.control,
            value: 0.0,
            value_y: 0.0,
        };
        match pair.width {
            Width::Bit => event.value = f32::from(self.byte()? & 1),
            Width::Grid => {
                let folded = self.number()?;
                let way = (folded >> 1) as i64 ^ -((folded & 1) as i64);
                let steps = i64::from(pair.steps).saturating_add(way);
                pair.steps = i16::try_from(steps).map_err(|_| self.strange("an axis beyond its end"))?;
                event.value = grid_value(pair.steps);
            }
            Width::Float => event.value = self.float()?,
            Width::Place => [event.value, event.value_y] = [self.float()?, self.float()?],
        }
        Ok(event)
    }

    fn pair(&mut self) -> CoreResult<Pair> {
        let device = self.number()?;
        let device = u32::try_from(device).ok().and_then(DeviceId::from_number);
        let control = self.number()?;
        let control = ControlCode(u32::try_from(control).unwrap_or(u32::MAX));
        match (device, control.control()) {
            (Some(device), Some(named)) => Ok(Pair { device, control, width: width_of(named), steps: 0 }),
            _ => Err(self.strange("a device or a control that does not exist")),
        }
    }

    fn device(&mut self) -> CoreResult<(DeviceId, LoggedDevice)> {
        let number = self.number()?;
        let id = u32::try_from(number).ok().and_then(DeviceId::from_number);
        let id = id.filter(|id| id.pad_slot().is_some());
        let id = id.ok_or_else(|| self.strange("a controller in no slot"))?;
        let name = self.text()?;
        let mut guid = [0; 16];
        guid.copy_from_slice(self.take(16)?);
        let place = self.text()?;
        let identity = PadIdentity { guid: Guid(guid), place, order: self.byte()? };
        let family = PadFamily::ALL.get(usize::from(self.byte()?)).copied().unwrap_or_default();
        let mut bits = [0; 3];
        for word in &mut bits {
            *word = u32::try_from(self.number()?).unwrap_or_default();
        }
        let capabilities = PadCapabilities::from_bits(bits);
        let origins = [MappingOrigin::Player, MappingOrigin::Environment, MappingOrigin::Database];
        let mapping_origin = origins.get(usize::from(self.byte()?)).copied().unwrap_or_default();
        let mapping = self.text()?;
        Ok((id, LoggedDevice { name, identity, family, capabilities, mapping_origin, mapping }))
    }

    fn text(&mut self) -> CoreResult<String> {
        let length = self.number()?;
        if length > TEXT_BYTES_MAX {
            return Err(self.strange("a text that is longer than any"));
        }
        Ok(String::from_utf8_lossy(self.take(length as usize)?).into_owned())
    }

    fn float(&mut self) -> CoreResult<f32> {
        let mut bytes = [0; 4];
        bytes.copy_from_slice(self.take(4)?);
        let value = f32::from_le_bytes(bytes);
        if value.is_finite() { Ok(value) } else { Err(self.strange("a value that is no number")) }
    }

    fn byte(&mut self) -> CoreResult<u8> {
        Ok(self.take(1)?[0])
    }

    fn number(&mut self) -> CoreResult<u64> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(self.strange("a number that does not end"))
    }

    fn take(&mut self, count: usize) -> CoreResult<&'a [u8]> {
        let Some((taken, rest)) = self.rest.split_at_checked(count) else {
            let cure = "the file is not whole: what is before is lost too; record it again";
            return Err(error(self.file, "the log ends in the middle").cure(cure));
        };
        self.rest = rest;
        Ok(taken)
    }

    fn strange(&self, what: &str) -> CoreError {
        let cure = "record it again: `playground pads --log FILE`";
        error(self.file, &format!("the log is damaged: {what}")).cure(cure)
    }
}

/// A device and a control, and where it was.
struct Pair {
    device: DeviceId,
    control: ControlCode,
    width: Width,
    steps: i16,
}
