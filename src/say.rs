//! Standard output. Whoever reads it may stop at any line (`| head`): that is no fault, and nobody is told of one.
use std::fmt;
use std::io::{self, ErrorKind, StdoutLock, Write};

/// Says a line, as `println!` would. What nobody hears any more is left unsaid; what was done, was done.
macro_rules! say {
    ($($words:tt)*) => { $crate::say::line(format_args!($($words)*)) };
}

/// See [`say!`].
pub fn line(words: fmt::Arguments<'_>) {
    let mut out = Out::new();
    if let Err(fault) = writeln!(out, "{words}")
        && !is_unheard(&fault)
    {
        eprintln!("liaison: cannot write to standard output: {fault}");
    }
}

/// Standard output for what is long: once nobody reads it any more writing fails with what [`is_unheard`] knows, so that
/// the command can end.
pub struct Out(StdoutLock<'static>);

impl Out {
    pub fn new() -> Out {
        Out(io::stdout().lock())
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(marked)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(marked)
    }
}

/// Tells a reader that has gone from other pipes that break, such as that to a node.
#[derive(Debug)]
struct Unheard;

impl fmt::Display for Unheard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nobody reads the output any more")
    }
}

impl std::error::Error for Unheard {}

fn marked(fault: io::Error) -> io::Error {
    if fault.kind() == ErrorKind::BrokenPipe { io::Error::new(ErrorKind::BrokenPipe, Unheard) } else { fault }
}

/// Whether writing failed since nobody reads standard output any more.
pub fn is_unheard(fault: &io::Error) -> bool {
    fault.get_ref().is_some_and(|fault| fault.is::<Unheard>())
}
