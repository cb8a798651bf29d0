//! Servers, their roles and members.

use tokio::time::Instant;

use crate::Rest;
use crate::error::RestError;
use crate::models::{Channel, Member, Role, Server};
use crate::route::Route;
use crate::send::Body;

impl Rest {
    /// A server.
    pub async fn server(&self, server: u64, until: Instant) -> Result<Server, RestError> {
        self.send(Route::get("/guilds/{server}", &[&server]), Body::Nothing, until).await
    }

    /// A server's channels, without its threads.
    pub async fn channels(&self, server: u64, until: Instant) -> Result<Vec<Channel>, RestError> {
        self.send(Route::get("/guilds/{server}/channels", &[&server]), Body::Nothing, until).await
    }

    /// A server's roles.
    pub async fn roles(&self, server: u64, until: Instant) -> Result<Vec<Role>, RestError> {
        self.send(Route::get("/guilds/{server}/roles", &[&server]), Body::Nothing, until).await
    }

    /// A member of a server, with the ids of their roles.
    pub async fn member(&self, server: u64, user: u64, until: Instant) -> Result<Member, RestError> {
        let route = Route::get("/guilds/{server}/members/{user}", &[&server, &user]);
        self.send(route, Body::Nothing, until).await
    }

    /// Gives a role to a member; to have it already is no error.
    pub async fn add_role(&self, server: u64, user: u64, role: u64, until: Instant) -> Result<(), RestError> {
        let route = Route::put("/guilds/{server}/members/{user}/roles/{role}", &[&server, &user, &role]);
        self.tell(route, Body::Nothing, until).await
    }

    /// Takes a role from a member; not to have it is no error.
    pub async fn remove_role(&self, server: u64, user: u64, role: u64, until: Instant) -> Result<(), RestError> {
        let route = Route::delete("/guilds/{server}/members/{user}/roles/{role}", &[&server, &user, &role]);
        self.tell(route, Body::Nothing, until).await
    }
}
