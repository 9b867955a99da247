import { Graph as Dagre, layout } from '@dagrejs/dagre';
import type { Graph, GraphStep, Place, Places } from './graph';

const WIDTH = 200;
const HEIGHT = 56;
const LINE = 16;
const PER_OUT = 68;
const BELOW = 44;
const GRID = 10;

/** A step with many cases is wider: each stands above its own way out. */
export function width(step: GraphStep): number {
  return labelled(step) ? Math.max(WIDTH, step.outs.length * PER_OUT) : WIDTH;
}

export function height(step: GraphStep): number {
  return labelled(step) || step.inner > 0 ? HEIGHT + LINE : HEIGHT;
}

/** Its ways out have names that people have to see. */
export function labelled(step: GraphStep): boolean {
  return step.kind === 'switch';
}

/** Where a way out leaves, from the left: what comes next stands straight below, a failure leaves aside. */
export function leaves(step: GraphStep, out: number): string {
  if (labelled(step)) {
    return `${((out + 1) * 100) / (step.outs.length + 1)}%`;
  }
  return out === 0 ? '50%' : '85%';
}

/** Layers from top to bottom, as dagre's network simplex ranks them: the canvas stands between two columns. */
export function arrange(graph: Graph): Places {
  const dagre = new Dagre({ multigraph: true });
  dagre.setGraph({ rankdir: 'TB', ranksep: BELOW, nodesep: 30 });
  dagre.setDefaultEdgeLabel(() => ({}));
  graph.steps.forEach((step) => dagre.setNode(step.id, { width: width(step), height: height(step) }));
  graph.edges
    .filter((edge) => dagre.hasNode(edge.from) && dagre.hasNode(edge.to))
    .forEach((edge) => dagre.setEdge(edge.from, edge.to, {}, String(edge.index)));
  layout(dagre);
  const places: Places = {};
  graph.steps.forEach((step) => {
    const at = dagre.node(step.id);
    places[step.id] = onGrid({ x: at.x! - width(step) / 2, y: at.y! - height(step) / 2 });
  });
  graph.steps.forEach((step) => inOrder(graph, step, places));
  return places;
}

/** dagre knows no handles: what follows a step stands in the order of its ways out, so that no lines cross. */
function inOrder(graph: Graph, step: GraphStep, places: Places) {
  const rank = (out: string) => step.outs.findIndex((each) => each.id === out);
  const alone = (to: string) => graph.edges.filter((edge) => edge.to === to).length === 1;
  const next = graph.edges
    .filter((edge) => edge.from === step.id && places[edge.to] && alone(edge.to))
    .sort((a, b) => rank(a.out) - rank(b.out) || a.index - b.index)
    .map((edge) => edge.to);
  const row = next.filter((id) => places[id].y === places[next[0]].y);
  const lefts = row.map((id) => places[id].x).sort((a, b) => a - b);
  row.forEach((id, i) => {
    places[id] = { x: lefts[i], y: places[id].y };
  });
}

function onGrid(place: Place): Place {
  return { x: Math.round(place.x / GRID) * GRID, y: Math.round(place.y / GRID) * GRID };
}

/** Where steps without a place go while others keep theirs: below the one before, beside what is there. */
export function complete(graph: Graph, known: Places): Places {
  const missing = graph.steps.filter((step) => !known[step.id]);
  if (missing.length === graph.steps.length) {
    return arrange(graph);
  }
  const places = { ...known };
  missing.forEach((step) => {
    places[step.id] = free(graph, step, places);
  });
  return places;
}

function free(graph: Graph, step: GraphStep, places: Places): Place {
  const before = graph.edges.find((edge) => edge.to === step.id && places[edge.from]);
  const taken = graph.steps.filter((each) => places[each.id]);
  const place = before
    ? { x: places[before.from].x, y: places[before.from].y + HEIGHT + LINE + BELOW }
    : {
        x: Math.min(...taken.map((each) => places[each.id].x)),
        y: Math.max(...taken.map((each) => places[each.id].y + height(each))) + 30,
      };
  while (taken.some((each) => overlap(each, places[each.id], step, place))) {
    place.x += WIDTH + 30;
  }
  return onGrid(place);
}

function overlap(a: GraphStep, at: Place, b: GraphStep, there: Place): boolean {
  return (
    at.x < there.x + width(b) + 10 &&
    there.x < at.x + width(a) + 10 &&
    at.y < there.y + height(b) + 10 &&
    there.y < at.y + height(a) + 10
  );
}
