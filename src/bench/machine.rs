//! The machine that is measured on, as far as it tells.
use serde_json::{Value, json};
use std::fmt;
use std::fs;

/// What stands beside every figure, for another machine gives others.
pub struct Machine {
    cpu: String,
    cores: usize,
    memory_gb: f64,
    /// Work waiting for a core over the last minute, before the workload began: above a few tenths, figures are too low.
    load: f64,
    date: String,
}

impl Machine {
    pub fn look() -> Machine {
        Machine {
            cpu: field("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown processor".into()),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            memory_gb: field("/proc/meminfo", "MemTotal").and_then(|text| kilobytes(&text)).unwrap_or(0.0)
                / 1e6,
            load: fs::read_to_string("/proc/loadavg").ok().and_then(|text| number(&text)).unwrap_or(0.0),
            date: jiff::Zoned::now().date().to_string(),
        }
    }

    pub fn json(&self) -> Value {
        json!({
            "cpu": self.cpu, "cores": self.cores, "memory_gb": self.memory_gb, "load": self.load, "date": self.date,
        })
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Machine { cpu, cores, memory_gb, load, date } = self;
        write!(f, "{cpu}, {cores} cores, {memory_gb:.0} GB, load {load:.1}, {date}")
    }
}

/// Memory of a process in MB: what it holds now, and the most that it held.
pub fn memory_mb(process: u32) -> Option<(f64, f64)> {
    let status = format!("/proc/{process}/status");
    let mb = |name| Some(kilobytes(&field(&status, name)?)? * 1024.0 / 1e6);
    Some((mb("VmRSS")?, mb("VmHWM")?))
}

/// "name : value" in a file of the kernel.
fn field(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_string())
}

/// "24689 kB"
fn kilobytes(text: &str) -> Option<f64> {
    number(text.strip_suffix("kB")?)
}

fn number(text: &str) -> Option<f64> {
    text.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_knows_what_it_holds() {
        let (now, most) = memory_mb(std::process::id()).expect("the kernel tells it of every process");
        assert!(now > 1.0 && most >= now, "{now} {most}");
    }
}
