//! Stories of nodes that exchange: over TLS on this machine, and over a road that loses, refuses and lies.
mod asking;
mod files;
mod over_tls;
mod roads;
mod world;
