import './editor.css';
import { defaultKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Annotation, Compartment, EditorState, type Extension, Prec, RangeSet } from '@codemirror/state';
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { theme } from './editor-theme';

type LineProblem = { line: number; message: string };

/** So long after the last key the server hears of the text. */
const PAUSE_MILLIS = 300;
/** Marks what the server wrote, so that it is not told of it. */
const fromServer = Annotation.define<boolean>();
const highlighted = Decoration.line({ class: 'cm-step' });

function language(text: string): Extension {
  return text.trimStart().startsWith('{') ? json() : yaml();
}

/**
 * A text editor whose text belongs to the server: it tells what was typed, and shows what the server
 * sets by changing only what differs. Undoing is the server's too, because the text and the canvas
 * have one history.
 */
class EditorElement extends HTMLElement {
  private readonly languages = new Compartment();
  private readonly access = new Compartment();
  private readonly marks = new Compartment();
  private view?: EditorView;
  private text = '';
  private readOnly = false;
  private problems: LineProblem[] = [];
  private timer?: ReturnType<typeof setTimeout>;

  connectedCallback() {
    // A shadow tree of its own: the page's components replace the document's adopted style sheets.
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    this.view ??= new EditorView({
      parent: root,
      root,
      state: EditorState.create({ doc: this.text, extensions: this.extensions() }),
    });
    this.showProblems(this.problems);
    window.addEventListener('beforeunload', this.leaving);
  }

  disconnectedCallback() {
    this.flush();
    window.removeEventListener('beforeunload', this.leaving);
  }

  private extensions(): Extension[] {
    const tell = (what: string) => () => {
      this.flush();
      this.dispatchEvent(new CustomEvent(`editor-${what}`));
      return true;
    };
    return [
      Prec.highest(
        keymap.of([
          { key: 'Mod-z', run: tell('undo'), preventDefault: true },
          { key: 'Mod-y', run: tell('redo'), preventDefault: true },
          { key: 'Mod-Shift-z', run: tell('redo'), preventDefault: true },
          // The page saves; it must have the last keys first.
          { key: 'Mod-s', run: () => this.flush() },
        ]),
      ),
      theme,
      lineNumbers(),
      lintGutter(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      drawSelection(),
      indentOnInput(),
      search({ top: true }),
      highlightSelectionMatches(),
      syntaxHighlighting(classHighlighter),
      keymap.of([...defaultKeymap, ...searchKeymap, ...lintKeymap]),
      EditorView.contentAttributes.of({
        'aria-label': 'Text of the workflow',
        'data-testid': 'workflow-text',
        tabindex: '0',
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && !update.transactions.some((each) => each.annotation(fromServer))) {
          this.typed();
        }
        if (update.selectionSet && update.view.hasFocus) {
          const line = update.state.doc.lineAt(update.state.selection.main.head).number;
          this.dispatchEvent(new CustomEvent('editor-line', { detail: { line } }));
        }
      }),
      EditorView.domEventHandlers({ blur: () => this.flush() }),
      this.languages.of(language(this.text)),
      this.access.of(EditorState.readOnly.of(this.readOnly)),
      this.marks.of([]),
    ];
  }

  private typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), PAUSE_MILLIS);
  }

  /** Tells at once what was typed and not yet told. */
  private flush(): boolean {
    if (this.timer !== undefined) {
      clearTimeout(this.timer);
      this.timer = undefined;
      this.text = this.view!.state.doc.toString();
      this.dispatchEvent(new CustomEvent('editor-typed', { detail: { text: this.lines(this.text) } }));
    }
    return false;
  }

  /** The editor knows only \n; the text keeps the line ends it came with. */
  private lines(text: string): string {
    return this.crlf ? text.replace(/\n/g, '\r\n') : text;
  }

  private crlf = false;

  show(text: string) {
    this.crlf = text.includes('\r\n');
    const now = text.replace(/\r\n/g, '\n');
    this.text = now;
    const view = this.view;
    if (!view || this.timer !== undefined) {
      return;
    }
    const old = view.state.doc.toString();
    if (old === now) {
      return;
    }
    let from = 0;
    while (from < old.length && from < now.length && old[from] === now[from]) {
      from++;
    }
    let tail = 0;
    const most = Math.min(old.length, now.length) - from;
    while (tail < most && old[old.length - 1 - tail] === now[now.length - 1 - tail]) {
      tail++;
    }
    view.dispatch({
      changes: { from, to: old.length - tail, insert: now.slice(from, now.length - tail) },
      annotations: fromServer.of(true),
      effects: this.languages.reconfigure(language(now)),
    });
  }

  setReadOnly(readOnly: boolean) {
    this.readOnly = readOnly;
    this.view?.dispatch({ effects: this.access.reconfigure(EditorState.readOnly.of(readOnly)) });
  }

  showProblems(problems: LineProblem[]) {
    this.problems = problems;
    const view = this.view;
    if (!view) {
      return;
    }
    const diagnostics: Diagnostic[] = problems.map((problem) => {
      const line = view.state.doc.line(Math.min(Math.max(1, problem.line), view.state.doc.lines));
      const blank = line.text.length - line.text.trimStart().length;
      return { from: line.from + blank, to: line.to, severity: 'error', message: problem.message };
    });
    view.dispatch(setDiagnostics(view.state, diagnostics.sort((a, b) => a.from - b.from)));
  }

  /** Marks the lines of the selected step and brings them into view unless somebody types. */
  mark(from: number, to: number) {
    const view = this.view;
    if (!view) {
      return;
    }
    const last = view.state.doc.lines;
    const ranges = [];
    for (let n = Math.max(1, from); from > 0 && n <= Math.min(to, last); n++) {
      ranges.push(highlighted.range(view.state.doc.line(n).from));
    }
    const effects = [this.marks.reconfigure(EditorView.decorations.of(RangeSet.of(ranges)))];
    view.dispatch({ effects });
    if (ranges.length > 0 && !view.hasFocus) {
      view.dispatch({ effects: EditorView.scrollIntoView(ranges[0].from, { y: 'start', yMargin: 40 }) });
    }
  }

  /** Puts the cursor into a line. */
  goTo(line: number) {
    const view = this.view;
    if (view) {
      const at = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
      view.dispatch({ selection: { anchor: at.from }, effects: EditorView.scrollIntoView(at.from, { y: 'center' }) });
      view.focus();
    }
  }

  setUnsaved(unsaved: boolean) {
    this.unsaved = unsaved;
  }

  private unsaved = false;

  private readonly leaving = (event: BeforeUnloadEvent) => {
    if (this.unsaved || this.timer !== undefined) {
      event.preventDefault();
    }
  };
}

customElements.define('studio-editor', EditorElement);
