/** What the server tells the canvas; it computes it anew from the text after each change. */

/** A way out of a step: what an edge from there means. */
export type Out = { id: string; label: string; kind: 'success' | 'failure' | 'case' };

export type GraphStep = {
  id: string;
  title: string;
  kind: string;
  kindTitle: string;
  detail: string;
  at: [number, number] | null;
  outs: Out[];
  inner: number;
  problems: string[];
};

export type GraphEdge = {
  index: number;
  from: string;
  to: string;
  out: string;
  label: string;
  problems: string[];
};

export type Graph = {
  /** Which body of the workflow this is; another one is another picture. */
  scope: string;
  editable: boolean;
  steps: GraphStep[];
  edges: GraphEdge[];
};

/** How a step stands in the execution that is followed. */
export type StepStatus = { status: string; word: string; count: string };
export type Statuses = Record<string, StepStatus>;

/** Selected by the server; counts up so that the same step can be selected again. */
export type Selection = { id: string; turn: number };

export type Place = { x: number; y: number };
export type Places = Record<string, Place>;

/** What happened on the canvas, by the name of the event the server listens to. */
export type Told = {
  select: { id: string };
  open: { id: string };
  connect: { from: string; to: string; out: string };
  remove: { steps: string[]; edges: number[] };
  move: { places: Places };
  drop: { key: string; at: Place; places: Places };
  arrange: Record<string, never>;
  undo: Record<string, never>;
  redo: Record<string, never>;
};
export type Tell = <K extends keyof Told>(what: K, detail: Told[K]) => void;
