import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { createContext, memo, useContext } from 'react';
import type { GraphStep, Statuses, Tell } from './graph';
import { height, WIDTH } from './layout';

export type StepNode = Node<GraphStep, 'step'>;

/** Apart from the nodes: a status that changes draws the step anew and moves nothing. */
export const StatusContext = createContext<Statuses>({});
export const TellContext = createContext<Tell>(() => undefined);

const ICONS: Record<string, string> = {
  agent: '✦',
  tool: '⚙',
  transform: 'ƒ',
  switch: '⑂',
  forEach: '⟳',
  wait: '◷',
};

export const Step = memo(function Step({ id, data, selected }: NodeProps<StepNode>) {
  const status = useContext(StatusContext)[id];
  const tell = useContext(TellContext);
  const labelled = data.kind === 'switch';
  return (
    <div
      className="step"
      data-kind={data.kind}
      data-status={status?.status}
      data-selected={selected || undefined}
      data-problems={data.problems.length || undefined}
      style={{ width: WIDTH, height: height(data) }}
    >
      <Handle type="target" position={Position.Left} id="in" />
      <span className="step-icon" aria-hidden="true">
        {ICONS[data.kind] ?? '?'}
      </span>
      <span className="step-text">
        <b>{data.title || data.id}</b>
        <small>{data.detail || data.kindTitle}</small>
        {data.inner > 0 && (
          <button
            type="button"
            className="nodrag step-open"
            onClick={() => tell('open', { id })}
          >
            Open {data.inner} {data.inner === 1 ? 'step' : 'steps'}
          </button>
        )}
      </span>
      {status && (
        <span className="step-status" data-testid={`status-${id}`}>
          {status.word}
          {status.count && ` ${status.count}`}
        </span>
      )}
      {data.problems.length > 0 && (
        <span className="step-problems" title={data.problems.join('\n')}>
          {data.problems.length}
        </span>
      )}
      {data.outs.map((out, i) => {
        const top = `${((i + 1) * 100) / (data.outs.length + 1)}%`;
        return (
          <span key={out.id}>
            {labelled && (
              <i className="step-out" style={{ top }}>
                {out.label}
              </i>
            )}
            <Handle
              type="source"
              position={Position.Right}
              id={out.id}
              className={`out-${out.kind}`}
              style={{ top }}
              title={out.label}
            />
          </span>
        );
      })}
    </div>
  );
});

/** What a screen reader says of a step. */
export function spoken(step: GraphStep): string {
  const problems = step.problems.length;
  return [
    step.title || step.id,
    step.kindTitle,
    step.detail,
    problems ? `${problems} ${problems === 1 ? 'problem' : 'problems'}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}
