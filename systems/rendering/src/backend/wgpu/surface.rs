//! What is drawn into: the surface of a window, or a picture in memory.

use crate::backend::wgpu::AttachedWindow;
use crate::backend::wgpu::device::Device;
use crate::backend::wgpu::retry::Retry;
use playground_core_types::{CoreError, CoreResult, ErrorKind};

/// The format of pictures in memory, and what a window's surface is chosen to be like.
const OFFSCREEN_FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Rgba8UnormSrgb;

/// The target of all frames.
#[derive(Debug)]
pub(crate) enum Target {
    Offscreen,
    // Boxed, because the other is nothing.
    Window(Box<WindowTarget>),
}

/// A window's surface and how it is set up.
#[derive(Debug)]
pub(crate) struct WindowTarget {
    surface: Option<wgpu::Surface<'static>>,
    window: AttachedWindow,
    configuration: wgpu::SurfaceConfiguration,
    view_format: wgpu::TextureFormat,
    /// False when size or settings changed since the surface was configured.
    configured: bool,
    /// When a surface that could not be made anew is tried again.
    retry: Retry,
}

/// A frame of a window, to be drawn and presented.
#[derive(Debug)]
pub(crate) struct Acquired {
    pub texture: wgpu::SurfaceTexture,
    pub view: wgpu::TextureView,
}

impl Target {
    pub(crate) fn new(
        device: &Device,
        surface: Option<wgpu::Surface<'static>>,
        window: Option<&AttachedWindow>,
    ) -> CoreResult<Self> {
        match (surface, window) {
            (Some(surface), Some(window)) => {
                Ok(Self::Window(Box::new(WindowTarget::new(device, surface, window.clone())?)))
            }
            _ => Ok(Self::Offscreen),
        }
    }

    /// Shows an acquired frame.
    pub(crate) fn present(&self, device: &Device, frame: Acquired) {
        if let Self::Window(target) = self {
            target.window.window.pre_present_notify();
        }
        device.queue.present(frame.texture);
    }

    /// What pipelines draw: always an sRGB format where there is one, so that the card blends light.
    pub(crate) fn format(&self) -> wgpu::TextureFormat {
        match self {
            Self::Offscreen => OFFSCREEN_FORMAT,
            Self::Window(window) => window.view_format,
        }
    }
}

impl WindowTarget {
    fn new(device: &Device, surface: wgpu::Surface<'static>, window: AttachedWindow) -> CoreResult<Self> {
        let capabilities = surface.get_capabilities(&device.adapter);
        let Some(mut configuration) = surface.get_default_config(&device.adapter, 1, 1) else {
            return Err(CoreError::new(
                ErrorKind::NoDevice,
                "the graphics adapter cannot draw into the window",
            )
            .cure("try another `--renderer`, or `--renderer null`"));
        };
        let encoded = |format: &wgpu::TextureFormat| is_byte_format(*format) && format.is_srgb();
        let plain = |format: &wgpu::TextureFormat| is_byte_format(*format);
        let formats = &capabilities.formats;
        let format = formats.iter().copied().find(encoded).or(formats.iter().copied().find(plain));
        configuration.format = format.unwrap_or(configuration.format);
        let view_format = configuration.format.add_srgb_suffix();
        if view_format != configuration.format {
            configuration.view_formats = vec![view_format];
        }
        Ok(Self {
            surface: Some(surface),
            window,
            configuration,
            view_format,
            configured: false,
            retry: Retry::default(),
        })
    }

    /// The next frame of the window; `None` when this frame is to be skipped.
    pub(crate) fn acquire(&mut self, device: &Device, size: [u32; 2], vsync: bool) -> Option<Acquired> {
        self.set_up(size, vsync);
        if self.surface.is_none() && self.retry.is_due() {
            self.recreate(device);
        }
        // Twice: what is outdated or lost is mended once, and whoever fails again waits for the next frame.
        for _ in 0..2 {
            let surface = self.configure(device)?;
            match surface.get_current_texture() {
                wgpu::CurrentSurfaceTexture::Success(texture) => return Some(self.frame(texture)),
                wgpu::CurrentSurfaceTexture::Suboptimal(texture) => {
                    // It can be drawn as it is; the next frame fits again.
                    self.configured = false;
                    return Some(self.frame(texture));
                }
                wgpu::CurrentSurfaceTexture::Outdated => self.configured = false,
                wgpu::CurrentSurfaceTexture::Lost => self.recreate(device),
                // Hidden or slow windows are not drawn. After an error the device's own flag decides.
                wgpu::CurrentSurfaceTexture::Timeout
                | wgpu::CurrentSurfaceTexture::Occluded
                | wgpu::CurrentSurfaceTexture::Validation => return None,
            }
        }
        None
    }

    fn set_up(&mut self, [width, height]: [u32; 2], vsync: bool) {
        let present_mode = if vsync { wgpu::PresentMode::AutoVsync } else { wgpu::PresentMode::AutoNoVsync };
        let wanted = (width, height, present_mode);
        let current = &mut self.configuration;
        if (current.width, current.height, current.present_mode) != wanted {
            (current.width, current.height, current.present_mode) = wanted;
            self.configured = false;
        }
    }

    fn configure(&mut self, device: &Device) -> Option<&wgpu::Surface<'static>> {
        let surface = self.surface.as_ref()?;
        if !self.configured {
            // A window that is gone or larger than the card draws cannot be configured, and wgpu ends
            // whoever draws into it all the same.
            let most = device.device.limits().max_texture_dimension_2d;
            let is_too_large = self.configuration.width.max(self.configuration.height) > most;
            if is_too_large || !device.adapter.is_surface_supported(surface) {
                return None;
            }
            surface.configure(&device.device, &self.configuration);
            self.configured = true;
        }
        Some(surface)
    }

    fn recreate(&mut self, device: &Device) {
        // The old one goes first: a window has one surface at a time.
        self.surface = None;
        self.configured = false;
        match device.instance.create_surface(self.window.window.clone()) {
            Ok(surface) => {
                self.surface = Some(surface);
                self.retry.succeed();
            }
            Err(error) => {
                if self.retry.fail() {
                    log::warn!("the window's surface cannot be made anew, and is tried again: {error}");
                }
            }
        }
    }

    fn frame(&self, texture: wgpu::SurfaceTexture) -> Acquired {
        let format = Some(self.view_format);
        let view = texture.texture.create_view(&wgpu::TextureViewDescriptor { format, ..Default::default() });
        Acquired { texture, view }
    }
}

/// Eight bits a channel, in either order.
fn is_byte_format(format: wgpu::TextureFormat) -> bool {
    let plain = format.remove_srgb_suffix();
    plain == wgpu::TextureFormat::Rgba8Unorm || plain == wgpu::TextureFormat::Bgra8Unorm
}

/// A picture in memory that is drawn into and read back.
pub(crate) fn create_offscreen_texture(
    device: &Device,
    [width, height]: [u32; 2],
    format: wgpu::TextureFormat,
) -> CoreResult<wgpu::Texture> {
    let most = device.device.limits().max_texture_dimension_2d;
    if width > most || height > most {
        let message =
            format!("a picture of {width}x{height} pixels; this graphics adapter draws {most} a side");
        return Err(CoreError::new(ErrorKind::LimitReached, message).cure("ask for a smaller picture"));
    }
    Ok(device.device.create_texture(&wgpu::TextureDescriptor {
        label: Some("offscreen"),
        size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format,
        usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::COPY_SRC,
        view_formats: &[],
    }))
}
