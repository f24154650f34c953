//! What the seed architecture shows, word for word, on a server as the seed has it.

use playground_core_server::{Server, ServerConfig, Status};
use playground_core_types::{Bytes, CoreResult, Handle, Shared, handle, shared};
use playground_core_vtable::VTableErrorKind;
use std::collections::HashMap;

/// A core package: data fields only, and functions that encode, send and decode.
mod playground_core_server {
    use once_cell::sync::Lazy;
    use playground_core_types::{Bytes, CoreResult, Handle, Shared, handle, shared};
    use playground_core_vtable::VTable;
    use std::collections::HashMap;

    pub(crate) type ConnectionId = u64;

    #[derive(Debug, Default)]
    pub(crate) struct ConnectionInfo {
        pub(crate) name: String,
    }

    #[derive(Debug, Default, Clone, PartialEq)]
    pub(crate) struct ServerConfig {
        pub(crate) name: String,
    }

    /// What the server answers to a start.
    #[derive(Debug, PartialEq)]
    pub(crate) struct Status {
        pub(crate) connection_count: u8,
    }

    pub(crate) struct Server {
        pub(crate) vtable: VTable,
        pub(crate) config: Shared<ServerConfig>,
        pub(crate) is_running: Shared<bool>,
        pub(crate) connections: Shared<HashMap<ConnectionId, ConnectionInfo>>,
    }

    impl Server {
        pub(crate) fn new() -> Handle<Self> {
            handle(Self {
                vtable: VTable::new(),
                config: shared(ServerConfig::default()),
                is_running: shared(false),
                connections: shared(HashMap::new()),
            })
        }
    }

    #[expect(clippy::redundant_closure, reason = "the seed's words")]
    static SERVER_INSTANCE: Lazy<Handle<Server>> = Lazy::new(|| Server::new());

    pub(crate) fn get_server_instance() -> CoreResult<Handle<Server>> {
        Ok(SERVER_INSTANCE.clone())
    }

    pub(crate) async fn start_server(config: ServerConfig) -> CoreResult<Status> {
        let server = get_server_instance()?;
        let payload = Bytes::from(config.name);
        let answer = server.vtable.send_command("server", "start", payload).await?;
        Ok(Status { connection_count: answer.first().copied().unwrap_or_default() })
    }
}

/// A system package: all the logic.
mod playground_systems_networking {
    use super::playground_core_server;

    pub(crate) mod vtable_handlers {
        use super::playground_core_server::{self, ConnectionInfo, ServerConfig};
        use playground_core_types::Bytes;
        use playground_core_vtable::{VTableError, VTableResponse};

        pub(crate) async fn handle_server_operations(operation: String, payload: Bytes) -> VTableResponse {
            match operation.as_str() {
                "start" => handle_server_start(payload).await,
                "stop" => handle_server_stop().await,
                _ => Err(VTableError::unknown_operation("server", &operation)),
            }
        }

        async fn handle_server_start(payload: Bytes) -> VTableResponse {
            let server = playground_core_server::get_server_instance()?;
            let name = String::from_utf8(payload.to_vec())
                .map_err(|_| VTableError::malformed_payload("server.start", "a name"))?;
            *server.config.write().await = ServerConfig { name: name.clone() };
            *server.is_running.write().await = true;
            let mut connections = server.connections.write().await;
            connections.insert(1, ConnectionInfo { name });
            Ok(Bytes::from(vec![connections.len() as u8]))
        }

        async fn handle_server_stop() -> VTableResponse {
            let server = playground_core_server::get_server_instance()?;
            *server.is_running.write().await = false;
            server.connections.write().await.clear();
            Ok(Bytes::new())
        }
    }

    pub(crate) mod registration {
        use super::playground_core_server::{self, Server};
        use super::vtable_handlers::handle_server_operations;
        use playground_core_types::{CoreResult, Handle};
        use playground_core_vtable::serve;

        pub(crate) async fn initialize() -> CoreResult<()> {
            // Get global instances from core
            if let Ok(server) = playground_core_server::get_server_instance() {
                register_server_handlers(server.clone()).await?;
            }
            Ok(())
        }

        async fn register_server_handlers(server: Handle<Server>) -> CoreResult<()> {
            let queue = server.vtable.register_queue("server", 8)?;
            drop(tokio::spawn(serve(queue, handle_server_operations)));
            Ok(())
        }
    }
}

#[tokio::test]
async fn a_command_flows_from_core_to_the_system_and_back() -> CoreResult<()> {
    use playground_systems_networking::registration;
    registration::initialize().await?;
    let config = ServerConfig { name: "storm".to_owned() };
    // 1. the application calls core; 2. core sends; 3. the handler works
    let status = playground_core_server::start_server(config.clone()).await?;
    assert_eq!(status, Status { connection_count: 1 });
    // 4. the system has updated core's data fields
    let server: Handle<Server> = playground_core_server::get_server_instance()?;
    assert!(*server.is_running.read().await);
    assert_eq!(*server.config.read().await, config);
    assert_eq!(server.connections.read().await.get(&1).map(|info| info.name.as_str()), Some("storm"));
    server.vtable.send_command("server", "stop", Bytes::new()).await?;
    assert!(!*server.is_running.read().await);
    let unknown = server.vtable.send_command("server", "pause", Bytes::new()).await.unwrap_err();
    assert_eq!(unknown.kind(), VTableErrorKind::UnknownOperation);
    Ok(())
}

#[tokio::test]
async fn the_client_is_one_and_reaches_its_systems() -> CoreResult<()> {
    use playground_systems_ecs::registration;
    registration::initialize().await?;
    let client = playground_core_client::get_client_instance()?;
    let again = playground_core_client::get_client_instance()?;
    assert_eq!(client.vtable.instance(), again.vtable.instance());
    // The client and its world share a VTable, on which the world is served now.
    assert!(client.vtable.resolve("ecs", "tick").is_ok());
    // The world has no queue: its lane is the direct one, and the error says so.
    let refused = client.vtable.send_command("ecs", "tick", Bytes::new()).await.unwrap_err();
    assert_eq!(refused.kind(), VTableErrorKind::Closed);
    Ok(())
}

type Value = u32;

/// Simple data, shared inside.
struct MyStruct {
    data: Shared<HashMap<String, Value>>, // INTERNAL state
}

impl MyStruct {
    fn new() -> Self {
        Self { data: shared(HashMap::new()) }
    }

    async fn some_method(&self) -> usize {
        let mut guard = self.data.write().await;
        guard.insert("key".to_owned(), 1);
        guard.len()
    }
}

#[tokio::test]
async fn objects_are_handles_and_data_is_shared() {
    let object: Handle<MyStruct> = handle(MyStruct::new());
    assert_eq!(object.some_method().await, 1, "no `.read().await` on a handle");
    let guard = object.data.read().await;
    assert_eq!(guard.get("key"), Some(&1));
}
