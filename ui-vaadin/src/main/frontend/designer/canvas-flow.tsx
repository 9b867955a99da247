import {
  applyNodeChanges,
  Background,
  type Connection,
  ControlButton,
  Controls,
  type Edge,
  MarkerType,
  type NodeChange,
  Panel,
  ReactFlow,
  useReactFlow,
} from '@xyflow/react';
import { type DragEvent, type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { Graph, Places, Selection, Statuses, Tell } from './graph';
import { arrange, complete, height, width } from './layout';
import { spoken, StatusContext, Step, type StepNode, TellContext } from './step-node';

/** The palette puts the key of what is dragged under this type. */
const DRAGGED = 'application/x-studio-palette';
/** Arrow keys move in small steps; the text gets the last one. */
const SETTLED_MILLIS = 400;
const NODE_TYPES = { step: Step };
const FIT = { minZoom: 0.5, maxZoom: 1, padding: 0.1 };

type Props = {
  graph: Graph;
  statuses: Statuses;
  selection: Selection;
  colorMode: 'light' | 'dark';
  tell: Tell;
};

function edges(graph: Graph): Edge[] {
  return graph.edges.map((edge) => ({
    id: `edge-${edge.index}`,
    source: edge.from,
    target: edge.to,
    sourceHandle: edge.out,
    targetHandle: 'in',
    label: edge.label,
    className: `${edge.out === 'failure' ? 'on-failure' : ''} ${edge.problems.length ? 'has-problems' : ''}`,
    markerEnd: { type: MarkerType.ArrowClosed },
    ariaLabel: `Edge from ${edge.from} to ${edge.to}${edge.label ? `, ${edge.label}` : ''}`,
    deletable: graph.editable,
  }));
}

export function CanvasFlow({ graph, statuses, selection, colorMode, tell }: Props) {
  const flow = useReactFlow<StepNode>();
  const [nodes, setNodes] = useState<StepNode[]>([]);
  const [lines, setLines] = useState<Edge[]>([]);
  // Where steps were drawn, so that a step whose place the text does not say stays where it is.
  const drawn = useRef<Record<string, Places>>({});
  const scope = useRef<string | undefined>(undefined);
  const layout = useRef('');
  const surface = useRef<HTMLDivElement>(null);
  const settling = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const selected = useRef('');

  useEffect(() => {
    const known: Places = {};
    // While the text says no place at all, the layout follows the edges; else what is there stays.
    const placed = graph.steps.some((step) => step.at);
    const before = placed ? (drawn.current[graph.scope] ?? {}) : {};
    graph.steps.forEach((step) => {
      if (step.at) {
        known[step.id] = { x: step.at[0], y: step.at[1] };
      } else if (before[step.id]) {
        known[step.id] = before[step.id];
      }
    });
    const places = complete(graph, known);
    drawn.current[graph.scope] = places;
    setNodes((old) => {
      const same = scope.current === graph.scope;
      const byId = new Map(same ? old.map((node) => [node.id, node]) : []);
      return graph.steps.map((step) => {
        const kept = byId.get(step.id);
        return {
          ...kept,
          id: step.id,
          type: 'step',
          position: kept?.dragging ? kept.position : places[step.id],
          data: step,
          selected: kept?.selected ?? false,
          draggable: graph.editable,
          connectable: graph.editable,
          deletable: graph.editable,
          ariaLabel: spoken(step),
        };
      });
    });
    setLines(edges(graph));
    const laidOut = placed ? '' : JSON.stringify(places);
    const another = scope.current !== graph.scope;
    if (another || (laidOut && laidOut !== layout.current)) {
      scope.current = graph.scope;
      // The steps are measured first.
      setTimeout(() => void flow.fitView(FIT), 50);
    }
    layout.current = laidOut;
  }, [graph, flow]);

  useEffect(() => {
    if (selection.turn > 0) {
      selected.current = selection.id;
      setNodes((old) => old.map((node) => ({ ...node, selected: node.id === selection.id })));
      setLines((old) => old.map((line) => (line.selected ? { ...line, selected: false } : line)));
      setTimeout(() => reveal(selection.id), 80);
    }
  }, [selection.turn, selection.id]);

  /** Moves the picture if a step that was selected elsewhere is out of sight. */
  const reveal = (id: string) => {
    const node = flow.getNode(id);
    const size = surface.current?.getBoundingClientRect();
    if (!node || !size) {
      return;
    }
    const { x, y, zoom } = flow.getViewport();
    const left = node.position.x * zoom + x;
    const top = node.position.y * zoom + y;
    const tall = height(node.data);
    const wide = width(node.data);
    if (left < 0 || top < 0 || left + wide * zoom > size.width || top + tall * zoom > size.height) {
      void flow.setCenter(node.position.x + wide / 2, node.position.y + tall / 2, { zoom });
    }
  };

  const places = useCallback((): Places => {
    const all: Places = {};
    flow.getNodes().forEach((node) => {
      all[node.id] = { x: Math.round(node.position.x), y: Math.round(node.position.y) };
    });
    return all;
  }, [flow]);

  const moved = useCallback(() => {
    clearTimeout(settling.current);
    settling.current = undefined;
    if (scope.current !== undefined) {
      drawn.current[scope.current] = places();
    }
    tell('move', { places: places() });
  }, [places, tell]);

  const changed = useCallback(
    (changes: NodeChange<StepNode>[]) => {
      // Steps come and go with the text alone.
      const own = changes.filter((change) => change.type !== 'remove' && change.type !== 'add');
      setNodes((old) => applyNodeChanges(own, old));
      if (own.some((change) => change.type === 'position' && !change.dragging)) {
        clearTimeout(settling.current);
        settling.current = setTimeout(moved, SETTLED_MILLIS);
      }
    },
    [moved],
  );

  const dropped = (event: DragEvent) => {
    const key = event.dataTransfer.getData(DRAGGED);
    if (key) {
      event.preventDefault();
      const at = flow.screenToFlowPosition({ x: event.clientX - 60, y: event.clientY - 25 }, {
        snapToGrid: true,
      });
      tell('drop', { key, at: { x: Math.round(at.x), y: Math.round(at.y) }, places: places() });
    }
  };

  const arranged = () => {
    const fresh = arrange(graph);
    drawn.current[graph.scope] = fresh;
    setNodes((old) => old.map((node) => ({ ...node, position: fresh[node.id] ?? node.position })));
    tell('arrange', {});
    setTimeout(() => void flow.fitView(FIT), 50);
  };

  const pressed = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key)) {
      event.preventDefault();
      tell(event.shiftKey || event.key.toLowerCase() === 'y' ? 'redo' : 'undo', {});
    }
  };

  return (
    <StatusContext value={statuses}>
      <TellContext value={tell}>
        <div
          className="canvas-surface"
          ref={surface}
          onKeyDown={pressed}
          onDrop={dropped}
          onDragOver={(event) => graph.editable && event.preventDefault()}
        >
          <ReactFlow<StepNode>
            nodes={nodes}
            edges={lines}
            nodeTypes={NODE_TYPES}
            colorMode={colorMode}
            snapToGrid
            snapGrid={[10, 10]}
            minZoom={0.2}
            maxZoom={1.75}
            fitView
            fitViewOptions={FIT}
            deleteKeyCode={graph.editable ? ['Delete', 'Backspace'] : null}
            zoomOnDoubleClick={false}
            proOptions={{ hideAttribution: false }}
            onNodesChange={changed}
            onEdgesChange={(changes) =>
              setLines((old) =>
                old.map((line) => {
                  const own = changes.find((each) => each.type === 'select' && each.id === line.id);
                  return own?.type === 'select' ? { ...line, selected: own.selected } : line;
                }),
              )
            }
            onNodeDragStop={moved}
            onNodeDoubleClick={(_, node) => node.data.kind === 'forEach' && tell('open', { id: node.id })}
            onSelectionChange={({ nodes: chosen }) => {
              const id = chosen.length === 1 ? chosen[0].id : '';
              if (id !== selected.current) {
                selected.current = id;
                tell('select', { id });
              }
            }}
            isValidConnection={(connection) => connection.source !== connection.target}
            onConnect={(connection: Connection) =>
              tell('connect', {
                from: connection.source,
                to: connection.target,
                out: connection.sourceHandle ?? 'success',
              })
            }
            onBeforeDelete={async ({ nodes: steps, edges: chosen }) => {
              const ids = steps.map((node) => node.id);
              tell('remove', {
                steps: ids,
                edges: chosen
                  .filter((edge) => !ids.includes(edge.source) && !ids.includes(edge.target))
                  .map((edge) => Number(edge.id.replace('edge-', ''))),
              });
              return false;
            }}
          >
            <Background gap={20} />
            {graph.steps.length === 0 && (
              <Panel position="top-center" className="canvas-empty">
                {graph.editable
                  ? 'No steps yet. Drag one here from the palette, or choose it there and press Enter.'
                  : 'No steps to show.'}
              </Panel>
            )}
            <Controls showInteractive={false}>
              {graph.editable && (
                <ControlButton
                  onClick={arranged}
                  title="Arrange the steps"
                  aria-label="Arrange the steps"
                >
                  <svg viewBox="0 0 16 16">
                    <path d="M1 2h5v4H1zM10 2h5v4h-5zM10 10h5v4h-5zM6 3.5h4v1H6zM7.5 4h1v8.5h-1zM8 11.5h2v1H8z" />
                  </svg>
                </ControlButton>
              )}
            </Controls>
          </ReactFlow>
        </div>
      </TellContext>
    </StatusContext>
  );
}
