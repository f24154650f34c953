//! The way to a graphics card: instance, surface, adapter, device, and the flag that tells its loss.

use crate::backend::wgpu::AttachedWindow;
use playground_core_client::rendering::RendererKind;
use playground_core_types::{CoreError, CoreResult, ErrorKind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// An open device.
#[derive(Debug)]
pub(crate) struct Device {
    /// Kept to make the window's surface anew when only that is lost.
    pub instance: wgpu::Instance,
    pub adapter: wgpu::Adapter,
    pub device: wgpu::Device,
    pub queue: wgpu::Queue,
    /// Which of the interfaces that are tried in turn it speaks, counted from 0.
    pub turn: usize,
    lost: Arc<AtomicBool>,
}

impl Device {
    /// Opens the first device that can draw into the window, or any where there is none; with it comes the
    /// window's surface. The first `passed` interfaces are tried last.
    pub(crate) async fn open(
        kind: RendererKind,
        window: Option<&AttachedWindow>,
        passed: usize,
    ) -> CoreResult<(Self, Option<wgpu::Surface<'static>>)> {
        let candidates = candidates(kind);
        let turns = 0..candidates.len();
        for turn in turns.clone().skip(passed).chain(turns.take(passed)) {
            let backends = candidates[turn];
            match open_with(backends, window).await {
                Ok((device, surface)) => return Ok((Self { turn, ..device }, surface)),
                // wgpu's reasons list every interface that was not asked for; for the log, not for a player.
                Err(reason) => log::debug!("{backends:?} does not open: {reason}"),
            }
        }
        let message = format!("no graphics adapter opens for the renderer `{kind}`");
        Err(CoreError::new(ErrorKind::NoDevice, message).cure(
            "install a Vulkan or OpenGL driver, or run without one: `--renderer null` keeps the window, \
             `--headless` needs no screen at all",
        ))
    }

    /// Whether the device went away or went wrong; everything made of it is worthless then.
    pub(crate) fn is_lost(&self) -> bool {
        // The device tells its loss from within a poll. A poll itself fails only when it waits.
        let polled = self.device.poll(wgpu::PollType::Poll);
        polled.is_err() || self.lost.load(Ordering::Acquire)
    }

    /// The card and its interface, for people.
    pub(crate) fn name(&self) -> String {
        let info = self.adapter.get_info();
        format!("{} ({})", info.name, info.backend)
    }
}

/// What is tried, in order. Vulkan goes before OpenGL, and Direct3D before both on Windows, where its
/// frames are paced better.
fn candidates(kind: RendererKind) -> &'static [wgpu::Backends] {
    match kind {
        RendererKind::Null => &[],
        // A page draws with WebGL2, whatever the command line of another machine says.
        _ if cfg!(target_family = "wasm") => &[wgpu::Backends::GL],
        RendererKind::Auto if cfg!(windows) => {
            &[wgpu::Backends::DX12, wgpu::Backends::VULKAN, wgpu::Backends::GL]
        }
        RendererKind::Auto => &[wgpu::Backends::PRIMARY, wgpu::Backends::GL],
        RendererKind::Vulkan => &[wgpu::Backends::VULKAN],
        RendererKind::Metal => &[wgpu::Backends::METAL],
        RendererKind::Dx12 => &[wgpu::Backends::DX12],
        RendererKind::Gl => &[wgpu::Backends::GL],
    }
}

async fn open_with(
    backends: wgpu::Backends,
    window: Option<&AttachedWindow>,
) -> Result<(Device, Option<wgpu::Surface<'static>>), String> {
    let mut descriptor = wgpu::InstanceDescriptor::new_without_display_handle();
    descriptor.backends = backends;
    // Driver validation layers are a tool of driver debugging; wgpu validates by itself.
    descriptor.flags = wgpu::InstanceFlags::empty();
    if let Some(window) = window {
        // OpenGL on Linux presents only through the display that the window belongs to.
        descriptor.display = Some(Box::new(window.display.clone()));
    }
    let instance = wgpu::Instance::new(descriptor);
    let surface = match window {
        Some(window) => {
            Some(instance.create_surface(window.window.clone()).map_err(|error| error.to_string())?)
        }
        None => None,
    };
    let options = wgpu::RequestAdapterOptions {
        power_preference: wgpu::PowerPreference::HighPerformance,
        compatible_surface: surface.as_ref(),
        ..Default::default()
    };
    let adapter = instance.request_adapter(&options).await.map_err(|error| error.to_string())?;
    let device_descriptor = wgpu::DeviceDescriptor {
        label: Some("playground"),
        required_limits: wgpu::Limits::downlevel_webgl2_defaults().using_resolution(adapter.limits()),
        ..Default::default()
    };
    let (device, queue) =
        adapter.request_device(&device_descriptor).await.map_err(|error| error.to_string())?;
    let lost = watch(&device);
    Ok((Device { instance, adapter, device, queue, turn: 0, lost }, surface))
}

/// The flag is raised by whichever comes first: the surface of a lost device answers with a validation
/// error and not with "lost", so that the surface's word cannot be relied on.
fn watch(device: &wgpu::Device) -> Arc<AtomicBool> {
    let lost = Arc::new(AtomicBool::new(false));
    let flag = lost.clone();
    device.set_device_lost_callback(move |reason, message| {
        // Dropping a device "loses" it too; there is nobody left to tell then.
        if !flag.swap(true, Ordering::AcqRel) {
            log::debug!("graphics device lost ({reason:?}): {message}");
        }
    });
    let flag = lost.clone();
    device.on_uncaptured_error(Arc::new(move |error: wgpu::Error| {
        if !flag.swap(true, Ordering::AcqRel) {
            log::error!("graphics device failed: {error}");
        }
    }));
    lost
}
