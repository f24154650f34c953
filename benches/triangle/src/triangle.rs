//! Opens the canvas `#canvas` and draws one frame.

use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use web_sys::HtmlCanvasElement;
use wgpu::{
    Backends, Color, CommandEncoderDescriptor, CurrentSurfaceTexture, DeviceDescriptor, FragmentState,
    Instance, InstanceDescriptor, Limits, LoadOp, MultisampleState, Operations, PrimitiveState,
    RenderPassColorAttachment, RenderPassDescriptor, RenderPipelineDescriptor, RequestAdapterOptions,
    StoreOp, SurfaceTarget, TextureViewDescriptor, VertexState, include_wgsl,
};

/// Called when the module is there.
#[wasm_bindgen(start)]
pub async fn start() -> Result<(), JsValue> {
    draw().await.map_err(|error| JsValue::from_str(&error))
}

async fn draw() -> Result<(), String> {
    let canvas = canvas().ok_or("there is no canvas")?;
    let (width, height) = (canvas.width(), canvas.height());
    let instance = Instance::new(InstanceDescriptor {
        backends: Backends::GL,
        ..InstanceDescriptor::new_without_display_handle()
    });
    let surface =
        instance.create_surface(SurfaceTarget::Canvas(canvas)).map_err(|error| error.to_string())?;
    let options = RequestAdapterOptions { compatible_surface: Some(&surface), ..Default::default() };
    let adapter = instance.request_adapter(&options).await.map_err(|error| error.to_string())?;
    let descriptor =
        DeviceDescriptor { required_limits: Limits::downlevel_webgl2_defaults(), ..Default::default() };
    let (device, queue) = adapter.request_device(&descriptor).await.map_err(|error| error.to_string())?;
    let config =
        surface.get_default_config(&adapter, width, height).ok_or("the canvas cannot be drawn to")?;
    surface.configure(&device, &config);
    let module = device.create_shader_module(include_wgsl!("triangle.wgsl"));
    let pipeline = device.create_render_pipeline(&RenderPipelineDescriptor {
        label: None,
        layout: None,
        vertex: VertexState {
            module: &module,
            entry_point: None,
            compilation_options: Default::default(),
            buffers: &[],
        },
        primitive: PrimitiveState::default(),
        depth_stencil: None,
        multisample: MultisampleState::default(),
        fragment: Some(FragmentState {
            module: &module,
            entry_point: None,
            compilation_options: Default::default(),
            targets: &[Some(config.format.into())],
        }),
        multiview_mask: None,
        cache: None,
    });
    let (CurrentSurfaceTexture::Success(frame) | CurrentSurfaceTexture::Suboptimal(frame)) =
        surface.get_current_texture()
    else {
        return Err("the canvas gives no frame".to_owned());
    };
    let view = frame.texture.create_view(&TextureViewDescriptor::default());
    let mut encoder = device.create_command_encoder(&CommandEncoderDescriptor::default());
    let mut pass = encoder.begin_render_pass(&RenderPassDescriptor {
        color_attachments: &[Some(RenderPassColorAttachment {
            view: &view,
            depth_slice: None,
            resolve_target: None,
            ops: Operations { load: LoadOp::Clear(Color::BLACK), store: StoreOp::Store },
        })],
        ..Default::default()
    });
    pass.set_pipeline(&pipeline);
    pass.draw(0..3, 0..1);
    drop(pass);
    queue.submit([encoder.finish()]);
    queue.present(frame);
    Ok(())
}

fn canvas() -> Option<HtmlCanvasElement> {
    web_sys::window()?.document()?.get_element_by_id("canvas")?.dyn_into().ok()
}
