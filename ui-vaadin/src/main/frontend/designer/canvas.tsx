import '@xyflow/react/dist/style.css';
import './canvas.css';
import './designer.css';
import { ReactFlowProvider } from '@xyflow/react';
import { ReactAdapterElement, type RenderHooks } from 'Frontend/generated/flow/ReactAdapter';
import type { ReactElement } from 'react';
import { CanvasFlow } from './canvas-flow';
import { useColorMode } from './colors';
import type { Graph, Selection, Statuses, Tell } from './graph';

const NOTHING: Graph = { scope: '', editable: false, steps: [], edges: [] };
const NO_STATUSES: Statuses = {};
const NO_SELECTION: Selection = { id: '', turn: 0 };

/** The canvas as an element of the page. It keeps its own copy of the picture while somebody drags. */
class CanvasElement extends ReactAdapterElement {
  private readonly tell: Tell = (what, detail) => {
    this.dispatchEvent(new CustomEvent(`canvas-${what}`, { detail }));
  };

  protected override render(hooks: RenderHooks): ReactElement {
    const [graph] = hooks.useState<Graph>('graph', NOTHING);
    const [statuses] = hooks.useState<Statuses>('statuses', NO_STATUSES);
    const [selection] = hooks.useState<Selection>('selection', NO_SELECTION);
    const colorMode = useColorMode();
    return (
      <ReactFlowProvider>
        <CanvasFlow
          graph={graph}
          statuses={statuses}
          selection={selection}
          colorMode={colorMode}
          tell={this.tell}
        />
      </ReactFlowProvider>
    );
  }
}

customElements.define('studio-canvas', CanvasElement);
