import { EditorView } from '@codemirror/view';

/** A colour that is readable on the page's ground, be it light or dark. */
function ink(color: string): string {
  return `color-mix(in srgb, ${color} 62%, var(--vaadin-text-color))`;
}

/** In the colours of the page. A theme and no style sheet, because it must reach into the shadow tree. */
export const theme = EditorView.theme({
  '&': {
    height: '100%',
    color: 'var(--vaadin-text-color)',
    backgroundColor: 'transparent',
    fontSize: '0.8125rem',
  },
  // The element around it shows the focus, over the line numbers too.
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    lineHeight: '1.5',
  },
  '.cm-gutters': {
    border: '0',
    backgroundColor: 'var(--vaadin-background-color)',
    color: 'var(--vaadin-text-color-secondary)',
  },
  '.cm-activeLine, .cm-activeLineGutter': {
    backgroundColor: 'color-mix(in srgb, currentColor 5%, transparent)',
  },
  '.cm-step': {
    backgroundColor: 'color-mix(in srgb, var(--aura-accent-color) 10%, transparent)',
  },
  '.cm-cursor': { borderLeftColor: 'currentColor' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--aura-accent-color) 30%, transparent)',
  },
  '.cm-panels, .cm-tooltip': {
    borderColor: 'var(--vaadin-border-color-secondary)',
    backgroundColor: 'var(--vaadin-background-color)',
    color: 'var(--vaadin-text-color)',
  },
  '.tok-propertyName': { color: ink('#0a84d0') },
  '.tok-string, .tok-string2': { color: ink('#18a03c') },
  '.tok-number, .tok-bool, .tok-atom, .tok-null': { color: ink('#d66a00') },
  '.tok-keyword, .tok-operator, .tok-meta': { color: ink('#a83bc9') },
  '.tok-comment': { color: 'var(--vaadin-text-color-secondary)', fontStyle: 'italic' },
});
