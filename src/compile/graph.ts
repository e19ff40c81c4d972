// Order and loops of small graphs, by node number.

/** Edges by node: `edges[a]` holds what `a` needs. */
export type Needs = readonly ReadonlySet<number>[];

/**
 * Groups of nodes that need one another (Tarjan 1972), each after all it needs; nodes of one group, and groups that
 * do not depend on one another, in order of node number.
 */
export function components(needs: Needs): readonly (readonly number[])[] {
  const index = new Int32Array(needs.length).fill(-1);
  const low = new Int32Array(needs.length);
  const onStack = new Uint8Array(needs.length);
  const stack: number[] = [];
  const groups: number[][] = [];
  let counter = 0;
  const visit = (node: number): void => {
    index[node] = counter;
    low[node] = counter;
    counter += 1;
    stack.push(node);
    onStack[node] = 1;
    for (const next of [...(needs[node] ?? [])].sort((a, b) => a - b)) {
      if (index[next] === -1) visit(next);
      if (onStack[next]) low[node] = Math.min(low[node] ?? 0, low[next] ?? 0);
    }
    if (low[node] !== index[node]) return;
    const group: number[] = [];
    for (let member = -1; member !== node; ) {
      member = stack.pop() ?? node;
      onStack[member] = 0;
      group.push(member);
    }
    groups.push(group.sort((a, b) => a - b));
  };
  for (let node = 0; node < needs.length; node++) if (index[node] === -1) visit(node);
  return groups;
}

/** One loop among the nodes, each followed by one that it needs, the first repeated at the end; undefined when there is none. */
export function findLoop(needs: Needs): readonly number[] | undefined {
  const group = components(needs).find(
    (members) => members.length > 1 || needs[members[0] ?? -1]?.has(members[0] ?? -1),
  );
  const start = group?.[0];
  if (group === undefined || start === undefined) return undefined;
  const inside = new Set(group);
  const previous = new Map<number, number>();
  const queue = [start];
  for (const node of queue) {
    for (const next of needs[node] ?? []) {
      if (!inside.has(next)) continue;
      if (next === start) {
        const loop = [start];
        for (let at = node; at !== start; at = previous.get(at) ?? start) loop.push(at);
        return [...loop, start].reverse();
      }
      if (!previous.has(next)) {
        previous.set(next, node);
        queue.push(next);
      }
    }
  }
  return [start, start];
}

/** All nodes reached from each node along `edges`, the node itself left out unless it lies on a loop. */
export function reach(edges: Needs): readonly ReadonlySet<number>[] {
  return edges.map((_, start) => {
    const found = new Set<number>();
    const queue = [start];
    for (const node of queue)
      for (const next of edges[node] ?? [])
        if (!found.has(next)) {
          found.add(next);
          queue.push(next);
        }
    return found;
  });
}
