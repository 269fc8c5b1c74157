//! Bytes of articles to a sourced account: the whole flow, without files, network, clock or environment.
