//! Groups taken apart where they hang together by nothing.

use super::level::Level;
use super::level::number;

/// Splits every group into its connected components. Quality does not fall: no edge is cut, and Σ n_c² shrinks.
pub(super) fn split(level: &Level, groups: &mut [u32]) {
    let mut components: Vec<Option<u32>> = vec![None; groups.len()];
    let mut waiting = Vec::new();
    let mut count = 0;
    for start in 0..number(groups.len()) {
        if components[start as usize].is_some() {
            continue;
        }
        components[start as usize] = Some(count);
        waiting.push(start);
        while let Some(node) = waiting.pop() {
            for (end, _) in level.row(node) {
                if components[end as usize].is_none() && groups[end as usize] == groups[node as usize] {
                    components[end as usize] = Some(count);
                    waiting.push(end);
                }
            }
        }
        count += 1;
    }
    for (group, component) in groups.iter_mut().zip(components) {
        *group = component.expect("the search starts at every node that it has not reached");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::NodeIndex;
    use crate::network::UndirectedNetwork;

    #[test]
    fn a_group_in_two_pieces_becomes_two_groups() {
        let edges = [(0, 1), (1, 2), (3, 4)].map(|(a, b)| (NodeIndex::new(a), NodeIndex::new(b), 1.0));
        let level = Level::with_strengths(&UndirectedNetwork::new(5, edges));
        let mut groups = [0, 1, 0, 0, 0];
        split(&level, &mut groups);
        assert_eq!(groups, [0, 1, 2, 3, 3]);
    }
}
