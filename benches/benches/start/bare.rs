//! The peer: a window, a graphics card and one colour, by the same versions of winit and wgpu.

use std::sync::Arc;
use winit::application::ApplicationHandler;
use winit::dpi::LogicalSize;
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, EventLoop};
use winit::window::{Window, WindowId};

/// With this word the bench is the peer.
pub(crate) const ARGUMENT: &str = "--bare-window";

/// Plain light.
const COLOR: wgpu::Color = wgpu::Color { r: 0.9, g: 0.9, b: 0.9, a: 1.0 };

/// Draws until it is ended from outside.
pub(crate) fn run() {
    let Ok(event_loop) = EventLoop::new() else { return };
    event_loop.run_app(&mut Bare::default()).unwrap_or_default();
}

#[derive(Default)]
struct Bare {
    shown: Option<Shown>,
}

struct Shown {
    window: Arc<Window>,
    surface: wgpu::Surface<'static>,
    device: wgpu::Device,
    queue: wgpu::Queue,
}

impl ApplicationHandler for Bare {
    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        let attributes =
            Window::default_attributes().with_title("bare").with_inner_size(LogicalSize::new(1280, 720));
        let Ok(window) = event_loop.create_window(attributes) else { return event_loop.exit() };
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        let shown = runtime.ok().and_then(|runtime| runtime.block_on(open(Arc::new(window))));
        match &shown {
            Some(shown) => shown.window.request_redraw(),
            None => event_loop.exit(),
        }
        self.shown = shown;
    }

    fn window_event(&mut self, _: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        if let (WindowEvent::RedrawRequested, Some(shown)) = (event, &self.shown) {
            draw(shown);
            shown.window.request_redraw();
        }
    }
}

/// What every guide to wgpu does, with the backends that the program prefers.
async fn open(window: Arc<Window>) -> Option<Shown> {
    let mut descriptor = wgpu::InstanceDescriptor::new_without_display_handle();
    descriptor.backends = wgpu::Backends::PRIMARY;
    descriptor.flags = wgpu::InstanceFlags::empty();
    let instance = wgpu::Instance::new(descriptor);
    let surface = instance.create_surface(window.clone()).ok()?;
    let options = wgpu::RequestAdapterOptions {
        power_preference: wgpu::PowerPreference::HighPerformance,
        compatible_surface: Some(&surface),
        ..Default::default()
    };
    let adapter = instance.request_adapter(&options).await.ok()?;
    let (device, queue) = adapter.request_device(&wgpu::DeviceDescriptor::default()).await.ok()?;
    let size = window.inner_size();
    surface.configure(&device, &surface.get_default_config(&adapter, size.width, size.height)?);
    Some(Shown { window, surface, device, queue })
}

fn draw(shown: &Shown) {
    let (wgpu::CurrentSurfaceTexture::Success(texture) | wgpu::CurrentSurfaceTexture::Suboptimal(texture)) =
        shown.surface.get_current_texture()
    else {
        return;
    };
    let view = texture.texture.create_view(&wgpu::TextureViewDescriptor::default());
    let mut encoder = shown.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
    drop(encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
        color_attachments: &[Some(wgpu::RenderPassColorAttachment {
            view: &view,
            depth_slice: None,
            resolve_target: None,
            ops: wgpu::Operations { load: wgpu::LoadOp::Clear(COLOR), store: wgpu::StoreOp::Store },
        })],
        ..Default::default()
    }));
    shown.queue.submit([encoder.finish()]);
    shown.queue.present(texture);
}
