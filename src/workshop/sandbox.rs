//! The walls of the worker: little memory, little time, no file, no line, no other process. From the moment when it is closed the
//! operating system ends a worker that asks for anything but to read its input and to write its answer.
use anyhow::{Context, Result};
use libc::c_long;
use rustix::process::{Resource, Rlimit, setrlimit};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
};
use std::collections::BTreeMap;

/// Memory that it may write to, in bytes: a picture of 40 million points, once decoded and once turned.
const MEMORY: u64 = 900 << 20;
/// Addresses, which the allocator reserves in great pieces beforehand.
const ADDRESSES: u64 = 6 << 30;
/// Seconds of processor time.
const SECONDS: u64 = 10;

/// Shuts this process in, for good.
pub(super) fn close() -> Result<()> {
    for (resource, most) in [
        (Resource::Data, MEMORY),
        (Resource::As, ADDRESSES),
        (Resource::Cpu, SECONDS),
        (Resource::Fsize, 0),
        (Resource::Nofile, 3),
        (Resource::Nproc, 0),
        (Resource::Core, 0),
    ] {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })
            .context("a limit cannot be set")?;
    }
    let arch = std::env::consts::ARCH.try_into()?;
    let filter = SeccompFilter::new(rules()?, SeccompAction::KillProcess, SeccompAction::Allow, arch)?;
    let program: BpfProgram = filter.try_into()?;
    seccompiler::apply_filter(&program)?;
    Ok(())
}

/// What is allowed; everything else ends the process.
fn rules() -> Result<BTreeMap<c_long, Vec<SeccompRule>>> {
    let mut rules = BTreeMap::new();
    for call in [
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_madvise,
        libc::SYS_brk,
        libc::SYS_futex,
        libc::SYS_close,
        libc::SYS_exit,
        libc::SYS_exit_group,
        libc::SYS_rt_sigreturn,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigaction,
        libc::SYS_sigaltstack,
        libc::SYS_clock_gettime,
        libc::SYS_getrandom,
        libc::SYS_sched_yield,
        libc::SYS_gettid,
    ] {
        rules.insert(call, vec![]);
    }
    let first = |op, value| Ok::<_, anyhow::Error>(vec![rule(0, op, value)?]);
    rules.insert(libc::SYS_read, first(SeccompCmpOp::Eq, 0)?);
    rules.insert(libc::SYS_write, [first(SeccompCmpOp::Eq, 1)?, first(SeccompCmpOp::Eq, 2)?].concat());
    // No memory is made that could be run.
    let never_run = || rule(2, SeccompCmpOp::MaskedEq(u64::try_from(libc::PROT_EXEC)?), 0);
    rules.insert(libc::SYS_mmap, vec![never_run()?]);
    rules.insert(libc::SYS_mprotect, vec![never_run()?]);
    // The allocator gives its memory a name.
    rules.insert(libc::SYS_prctl, first(SeccompCmpOp::Eq, u64::try_from(libc::PR_SET_VMA)?)?);
    Ok(rules)
}

fn rule(argument: u8, op: SeccompCmpOp, value: u64) -> Result<SeccompRule> {
    let condition = SeccompCondition::new(argument, SeccompCmpArgLen::Dword, op, value)?;
    Ok(SeccompRule::new(vec![condition])?)
}
