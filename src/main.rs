//! Arguments in, exit code out.

fn main() -> std::process::ExitCode {
    shipdesk::cli::run(std::env::args_os())
}
