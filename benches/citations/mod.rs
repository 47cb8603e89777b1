//! Citation networks of any size, the same for the same size.

use dissensus::network::{DirectedNetwork, NodeIndex};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;

/// How many works a work cites, on average.
const REFERENCES: usize = 11;

/// How many of a thousand references go to what an earlier reference cites.
const COPIED: u32 = 500;

/// How many of a thousand references stay in their own field.
const AT_HOME: u32 = 800;

/// A network of works that cite earlier ones, most of them of their own field and many of them cited by what
/// they cite (Price 1976, doi:10.1002/asi.4630270505, with copying). Edges run from the citing to the cited.
pub(crate) fn citations(works: usize) -> DirectedNetwork {
    let mut random = Pcg64Mcg::seed_from_u64(19_760_527);
    let fields = works.isqrt().max(2);
    let mut references: Vec<u32> = Vec::with_capacity(works * REFERENCES);
    let mut starts: Vec<usize> = vec![0];
    for work in 0..works {
        let first = references.len();
        let wanted = random.random_range(0..=2 * REFERENCES).min(work);
        while references.len() < first + wanted {
            let copied = references.len() > first && random.random_range(0..1000) < COPIED;
            let cited = if copied {
                let like = references[random.random_range(first..references.len())] as usize;
                let theirs = &references[starts[like]..starts[like + 1]];
                if theirs.is_empty() { like } else { theirs[random.random_range(0..theirs.len())] as usize }
            } else if random.random_range(0..1000) < AT_HOME && work >= fields {
                // Every so-manieth work is of the same field.
                work % fields + fields * random.random_range(0..work / fields)
            } else {
                random.random_range(0..work)
            };
            references.push(u32::try_from(cited).expect("there are fewer than 2^32 works"));
        }
        starts.push(references.len());
    }
    let edges = (0..works).flat_map(|work| {
        let cited = references[starts[work]..starts[work + 1]].iter();
        cited.map(move |&cited| (NodeIndex::new(work), NodeIndex::new(cited as usize), 1.0))
    });
    DirectedNetwork::new(works, edges)
}
