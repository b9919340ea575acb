//! A school in memory: tablets, two staff computers and a share, over the real code, with power
//! that is cut, lines that fail, clocks that step and somebody who cheats. Read `school`, then
//! `cuts` (every step once) and `days` (whole days by chance).

mod asked;
mod branches;
mod computer;
mod cuts;
mod days;
mod dice;
mod disks;
mod hostile;
mod kept;
mod line;
mod lost;
mod own;
mod promises;
mod roles;
mod school;
mod synced;
mod told;
mod watching;

pub use school::entries;
