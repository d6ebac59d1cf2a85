//! A battery of hard pictures, made from a seed and read by the network that ships.
#![allow(clippy::unwrap_used, reason = "a test's helpers may")]

mod hands;
mod kinds;
mod reader;
mod rows;
#[path = "../scenes/mod.rs"]
mod scenes;
mod sheet;
