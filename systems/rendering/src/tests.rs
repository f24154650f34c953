//! The system as others see it: through the VTable of a client.

use crate::registration::register_rendering_handlers;
use playground_core_client::Client;
use playground_core_client::rendering::operations::{self, Collect, Resize, Start, Surface};
use playground_core_client::rendering::{Camera2d, RendererKind, SCREEN_TARGET, Sprite, Viewport};
use playground_core_ecs::Row;
use playground_core_types::math::vec2;
use playground_core_types::{Bytes, ErrorKind, Handle};
use playground_core_vtable::{Reply, VTableError, VTableErrorKind};
use std::sync::Arc;

/// A client whose world holds one white square of ten virtual pixels at the origin, before blue.
async fn client() -> Handle<Client> {
    let client = Client::new();
    register_rendering_handlers(&client).expect("the executor is this test's");
    let mut world = client.ecs.world.write().await;
    world.register(Sprite::SCHEMA).expect("sprites register");
    world.register(Camera2d::SCHEMA).expect("cameras register");
    let square = Sprite { size: vec2(10.0, 10.0), ..Sprite::default() };
    world.spawn(&Row::new().with(&square)).expect("sprites are registered");
    let blue = Camera2d { background: [0.0, 0.0, 1.0, 1.0], ..Camera2d::default() };
    world.spawn(&Row::new().with(&blue)).expect("cameras are registered");
    drop(world);
    client
}

fn call(client: &Client, operation: &str, payload: &[u8]) -> Result<(), VTableError> {
    let id = client.vtable.resolve(operations::SYSTEM, operation)?;
    client.vtable.call(id, payload, &mut Reply::default())
}

fn call_frame(client: &Client) -> Result<(), VTableError> {
    call(client, operations::COLLECT, bytemuck::bytes_of(&Collect { alpha: 0.5 }))?;
    call(client, operations::DRAW, &[])
}

async fn start(client: &Client, renderer: RendererKind, surface: Surface) -> Result<(), VTableError> {
    let payload = postcard::to_allocvec(&Start { renderer, surface }).expect("a start encodes");
    client.vtable.send_command(operations::SYSTEM, operations::START, payload.into()).await?;
    Ok(())
}

#[tokio::test]
async fn frames_are_counted_without_any_device() {
    let client = client().await;
    for _ in 0..3 {
        call_frame(&client).expect("the null renderer draws nothing, without failing");
    }
    let stats = client.render_stats.read().await.clone();
    assert_eq!((stats.frames, stats.draws, stats.sprites), (3, 1, 1));
    start(&client, RendererKind::Null, Surface::Offscreen { width: 640, height: 360 })
        .await
        .expect("null starts");
    let stats = client.render_stats.read().await.clone();
    assert_eq!((stats.frames, stats.adapter.as_str()), (0, "null"), "a start counts anew");
}

#[tokio::test]
async fn the_null_renderer_says_which_flag_gives_pixels() {
    let client = client().await;
    let error = call(&client, operations::CAPTURE, &[]).expect_err("there are no pixels");
    assert_eq!(error.kind(), VTableErrorKind::Failed(ErrorKind::NoDevice));
    assert!(error.to_string().contains("--renderer auto"), "{error}");
}

#[tokio::test]
async fn everyone_learns_where_the_screen_is() {
    let client = client().await;
    let size = Resize { width: 1366, height: 768 };
    call(&client, operations::RESIZE, bytemuck::bytes_of(&size)).expect("a size is taken");
    let target = client.render_targets.read().await[&SCREEN_TARGET];
    assert_eq!((target.width, target.height), (1366, 768));
    assert_eq!(target.viewport, Viewport { x: 43, y: 24, width: 1280, height: 720 });
}

#[tokio::test]
async fn an_offscreen_capture_is_there_at_once() {
    let client = client().await;
    let surface = Surface::Offscreen { width: 320, height: 180 };
    match start(&client, RendererKind::Auto, surface).await {
        Ok(()) => {}
        Err(error) if error.kind() == VTableErrorKind::Failed(ErrorKind::NoDevice) => {
            eprintln!("SKIPPED, no pixels were looked at: {error}");
            return;
        }
        Err(error) => panic!("{error}"),
    }
    call_frame(&client).expect("a frame is drawn");
    call(&client, operations::CAPTURE, &[]).expect("a frame is read back");
    let picture = client.capture.write().await.take().expect("the picture lies in core");
    assert_eq!((picture.width, picture.height), (320, 180));
    assert_eq!(picture.rgba[0..4], [255; 4], "the square's quarter that is on the screen");
    assert_eq!(picture.rgba[6 * 4..7 * 4], [0, 0, 255, 255], "the camera's background");
    assert_ne!(client.render_stats.read().await.adapter, "null");
    let stopped = client.vtable.send_command(operations::SYSTEM, operations::STOP, Bytes::new()).await;
    stopped.expect("a renderer stops");
    call_frame(&client).expect("frames are counted after a stop");
}

#[tokio::test]
async fn wrong_requests_are_errors_of_their_own() {
    let client = client().await;
    let kind = |result: Result<(), VTableError>| result.map_err(|error| error.kind());
    let window = start(&client, RendererKind::Auto, Surface::Window).await;
    assert_eq!(kind(window), Err(VTableErrorKind::Failed(ErrorKind::BadRequest)), "no window is attached");
    let short = call(&client, operations::RESIZE, &[1, 2, 3]);
    assert_eq!(kind(short), Err(VTableErrorKind::MalformedPayload));
    let start = client.vtable.send_command(operations::SYSTEM, operations::START, Bytes::from_static(&[99]));
    assert_eq!(kind(start.await.map(drop)), Err(VTableErrorKind::MalformedPayload));
    let dance = client.vtable.send_command(operations::SYSTEM, "dance", Bytes::new());
    assert_eq!(kind(dance.await.map(drop)), Err(VTableErrorKind::UnknownOperation));
}

#[tokio::test]
async fn data_that_a_task_holds_is_an_error_and_not_a_wait() {
    let client = client().await;
    let held = client.draw_list.write().await;
    let error = call_frame(&client).expect_err("the list is being written");
    assert_eq!(error.kind(), VTableErrorKind::Failed(ErrorKind::Busy));
    drop(held);
    call_frame(&client).expect("the next frame is drawn");
}

#[tokio::test]
async fn a_system_that_is_replaced_draws_on() {
    let client = client().await;
    let surface = Surface::Offscreen { width: 320, height: 180 };
    start(&client, RendererKind::Null, surface).await.expect("null starts");
    register_rendering_handlers(&client).expect("the system is replaced");
    call_frame(&client).expect("the next frame is counted");
    let target = client.render_targets.read().await[&SCREEN_TARGET];
    assert_eq!((target.width, target.height), (320, 180));
    match start(&client, RendererKind::Auto, surface).await {
        Err(error) if error.kind() == VTableErrorKind::Failed(ErrorKind::NoDevice) => {
            eprintln!("SKIPPED, no adapter was handed over: {error}");
            return;
        }
        started => started.expect("the new queue starts a renderer"),
    }
    let adapter = client.render_stats.read().await.adapter.clone();
    register_rendering_handlers(&client).expect("the system is replaced again");
    call_frame(&client).expect("the next frame is drawn");
    call(&client, operations::CAPTURE, &[]).expect("a frame is read back");
    let picture = client.capture.write().await.take().expect("the picture lies in core");
    assert_eq!(picture.rgba[0..4], [255; 4], "the square's quarter that is on the screen");
    assert_eq!(client.render_stats.read().await.adapter, adapter);
    let stopped = client.vtable.send_command(operations::SYSTEM, operations::STOP, Bytes::new()).await;
    stopped.expect("a renderer stops");
}

#[tokio::test]
async fn a_client_that_is_dropped_is_gone() {
    let client = client().await;
    let (vtable, observed) = (client.vtable.clone(), Arc::downgrade(&client));
    let draw = vtable.resolve(operations::SYSTEM, operations::DRAW).expect("the system is registered");
    drop(client);
    assert!(observed.upgrade().is_none(), "the system holds no client");
    let error = vtable.call(draw, &[], &mut Reply::default()).expect_err("there is nothing to draw");
    assert_eq!(error.kind(), VTableErrorKind::Closed);
}

#[test]
fn without_an_executor_registration_is_an_error() {
    let error = register_rendering_handlers(&Client::new()).expect_err("nobody would serve the queue");
    assert_eq!(error.kind(), ErrorKind::NotInitialized);
}

mod marks;
mod pictures;
mod sight;
