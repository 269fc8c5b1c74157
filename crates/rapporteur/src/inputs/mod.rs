//! Inputs: files, folders and standard input, to pages and articles. `PATH... -> Input`
