//! The program: reads the command, assembles the node, starts it.
fn main() {}
