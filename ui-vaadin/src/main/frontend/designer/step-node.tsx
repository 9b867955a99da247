import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { createContext, memo, useContext } from 'react';
import type { GraphStep, Statuses, Tell } from './graph';
import { height, labelled, leaves, width } from './layout';

export type StepNode = Node<GraphStep, 'step'>;

/** Apart from the nodes: a status that changes draws the step anew and moves nothing. */
export const StatusContext = createContext<Statuses>({});
export const TellContext = createContext<Tell>(() => undefined);

/** One path each, in a box of 16 by 16. */
const ICONS: Record<string, string> = {
  agent: 'M8 1l1.6 4.4L14 7l-4.4 1.6L8 13 6.4 8.6 2 7l4.4-1.6zM13 11l.8 2.2L16 14l-2.2.8L13 17l-.8-2.2L10 14l2.2-.8z',
  tool: 'M10.5 1a4.5 4.5 0 0 0-4.3 5.8L1 12v3h3l5.2-5.2A4.5 4.5 0 0 0 14.7 4L12 6.7 9.3 4 12 1.3A4.5 4.5 0 0 0 10.5 1z',
  transform: 'M2 4h8V1l5 4-5 4V6H2zM14 10v2H6v3l-5-4 5-4v3z',
  switch: 'M1 7h4l5-5h2V0l4 3-4 3V4h-1L7 8l4 4h1v-2l4 3-4 3v-2h-2L5 9H1z',
  forEach: 'M8 2a6 6 0 0 1 5.2 3H11v2h5V2h-2v1.3A8 8 0 0 0 .1 7h2A6 6 0 0 1 8 2zM8 14a6 6 0 0 1-5.2-3H5V9H0v5h2v-1.3A8 8 0 0 0 15.9 9h-2A6 6 0 0 1 8 14z',
  workflow: 'M1 1h6v4H1zM9 11h6v4H9zM3 6h2v6h3v2H3zM11 4h-3V2h5v8h-2z',
  plan: 'M1 2h4v3H1zM7 3h8v1H7zM1 7h4v3H1zM7 8h8v1H7zM1 12h4v3H1zM7 13h8v1H7z',
  wait: 'M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0zm0 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM7 4v5l4 2 .9-1.7L9 7.8V4z',
  signal: 'M7 15V7.7a2 2 0 1 1 2 0V15zM4.5 9.5a5 5 0 1 1 7 0l-1.4-1.4a3 3 0 1 0-4.2 0zM2.3 11.7a8 8 0 1 1 11.4 0l-1.4-1.4a6 6 0 1 0-8.6 0z',
  approval: 'M2 1h12v8.5l-2-1V3H4v10h4v2H2zM5.5 5h5v1.6h-5zm0 3h4v1.6h-4zm4.1 4.4l1.3-1.3 1.4 1.4L15 9.8l1.3 1.3-4 4z',
};

export const Step = memo(function Step({ id, data, selected }: NodeProps<StepNode>) {
  const status = useContext(StatusContext)[id];
  const tell = useContext(TellContext);
  return (
    <div
      className="step"
      data-kind={data.kind}
      data-status={status?.status}
      data-selected={selected || undefined}
      data-problems={data.problems.length || undefined}
      style={{ width: width(data), height: height(data) }}
    >
      <Handle type="target" position={Position.Top} id="in" />
      <span className="step-icon" aria-hidden="true">
        <svg viewBox="0 0 16 16">
          <path d={ICONS[data.kind] ?? 'M7 2h2v8H7zM7 12h2v2H7z'} />
        </svg>
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
        const left = leaves(data, i);
        return (
          <span key={out.id}>
            {labelled(data) && (
              <i className="step-out" style={{ left }}>
                {out.label}
              </i>
            )}
            <Handle
              type="source"
              position={Position.Bottom}
              id={out.id}
              className={`out-${out.kind}`}
              style={{ left }}
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
