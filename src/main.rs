//! `sayso`: the command line and, through it, the faces.

fn main() -> std::process::ExitCode {
    sayso::cli::run()
}
