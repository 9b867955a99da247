import { Graph as Dagre, layout } from '@dagrejs/dagre';
import type { Graph, GraphStep, Place, Places } from './graph';

export const WIDTH = 200;
const HEIGHT = 64;
const PER_OUT = 20;
const GRID = 10;

/** A step with many cases is higher: each has a line of its own. */
export function height(step: GraphStep): number {
  return Math.max(HEIGHT, 24 + step.outs.length * PER_OUT);
}

/** Layers from left to right, as dagre's network simplex ranks them. */
export function arrange(graph: Graph): Places {
  const dagre = new Dagre({ multigraph: true });
  dagre.setGraph({ rankdir: 'LR', ranksep: 60, nodesep: 26 });
  dagre.setDefaultEdgeLabel(() => ({}));
  graph.steps.forEach((step) => dagre.setNode(step.id, { width: WIDTH, height: height(step) }));
  graph.edges
    .filter((edge) => dagre.hasNode(edge.from) && dagre.hasNode(edge.to))
    .forEach((edge) => dagre.setEdge(edge.from, edge.to, {}, String(edge.index)));
  layout(dagre);
  const places: Places = {};
  graph.steps.forEach((step) => {
    const at = dagre.node(step.id);
    places[step.id] = onGrid({ x: at.x! - WIDTH / 2, y: at.y! - height(step) / 2 });
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
  const column = next.filter((id) => places[id].x === places[next[0]].x);
  const tops = column.map((id) => places[id].y).sort((a, b) => a - b);
  column.forEach((id, i) => {
    places[id] = { x: places[id].x, y: tops[i] };
  });
}

function onGrid(place: Place): Place {
  return { x: Math.round(place.x / GRID) * GRID, y: Math.round(place.y / GRID) * GRID };
}

/** Where steps without a place go while others keep theirs: behind the one before, below what is there. */
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
    ? { x: places[before.from].x + WIDTH + 60, y: places[before.from].y }
    : {
        x: Math.min(...taken.map((each) => places[each.id].x)),
        y: Math.max(...taken.map((each) => places[each.id].y + height(each))) + 30,
      };
  while (taken.some((each) => overlap(places[each.id], height(each), place, height(step)))) {
    place.y += HEIGHT + 30;
  }
  return onGrid(place);
}

function overlap(a: Place, aHeight: number, b: Place, bHeight: number): boolean {
  return (
    Math.abs(a.x - b.x) < WIDTH + 10 && a.y < b.y + bHeight + 10 && b.y < a.y + aHeight + 10
  );
}
