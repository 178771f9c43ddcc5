//! Strongly connected components of the import graph (Tarjan's algorithm, without recursion).

use std::sync::Arc;

use rustc_hash::FxHashMap;

/// The import graph: for each module the modules that must be finished before it.
pub(crate) type Graph = FxHashMap<Arc<str>, Vec<Arc<str>>>;

/// The components in topological order (what a component needs comes before it), members sorted by name.
pub(crate) fn components(graph: &Graph) -> Vec<Vec<Arc<str>>> {
    let mut nodes: Vec<&Arc<str>> = graph.keys().collect();
    nodes.sort();
    let index_of: FxHashMap<&str, usize> = nodes.iter().enumerate().map(|(i, name)| (&***name, i)).collect();
    let edges: Vec<Vec<usize>> = nodes
        .iter()
        .map(|name| {
            let mut targets: Vec<usize> =
                graph[*name].iter().filter_map(|target| index_of.get(&**target).copied()).collect();
            targets.sort_unstable();
            targets
        })
        .collect();
    const UNSEEN: usize = usize::MAX;
    let mut order = vec![UNSEEN; nodes.len()];
    let mut low = vec![0; nodes.len()];
    let mut on_stack = vec![false; nodes.len()];
    let mut stack = Vec::new();
    let mut result = Vec::new();
    let mut next = 0;
    for root in 0..nodes.len() {
        if order[root] != UNSEEN {
            continue;
        }
        let mut work = vec![(root, 0)];
        while let Some((node, edge)) = work.pop() {
            if edge == 0 {
                order[node] = next;
                low[node] = next;
                next += 1;
                stack.push(node);
                on_stack[node] = true;
            }
            if let Some(&target) = edges[node].get(edge) {
                work.push((node, edge + 1));
                if order[target] == UNSEEN {
                    work.push((target, 0));
                } else if on_stack[target] {
                    low[node] = low[node].min(order[target]);
                }
                continue;
            }
            if low[node] == order[node] {
                let mut component = Vec::new();
                while let Some(member) = stack.pop() {
                    on_stack[member] = false;
                    component.push(Arc::clone(nodes[member]));
                    if member == node {
                        break;
                    }
                }
                component.sort();
                result.push(component);
            }
            if let Some(&(parent, _)) = work.last() {
                low[parent] = low[parent].min(low[node]);
            }
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cycles_are_one_component_and_come_after_what_they_need() {
        let edges = [("a", vec!["b"]), ("b", vec!["c", "a"]), ("c", vec![]), ("d", vec!["a"])];
        let graph: Graph = edges
            .into_iter()
            .map(|(name, targets)| (Arc::from(name), targets.into_iter().map(Arc::from).collect()))
            .collect();
        let found: Vec<Vec<String>> = components(&graph)
            .into_iter()
            .map(|c| c.into_iter().map(|name| name.to_string()).collect())
            .collect();
        assert_eq!(found, [vec!["c"], vec!["a", "b"], vec!["d"]]);
    }
}
