//! What a thread keeps between texts: nothing of it changes a result.

use crate::pipes::Words;

/// Memory that is used again for the next texts.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    networks: Vec<Words>,
}

impl Scratch {
    /// The words that the network of this number knows.
    pub(crate) fn words(&mut self, network: usize) -> &mut Words {
        if self.networks.len() <= network {
            self.networks.resize_with(network + 1, Words::default);
        }
        &mut self.networks[network]
    }
}
