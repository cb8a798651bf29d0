//! Rebuilds the program when a file of the bank or of the locales changes, since both are inside it.

fn main() {
    println!("cargo:rerun-if-changed=data");
    println!("cargo:rerun-if-changed=migrations");
}
