// A written answer: a Markdown cell that stays open for writing, in a frame with its title,
// a word count and the state of saving.

import { MarkdownCell } from '@jupyterlab/cells';

import { IAnswerAbout } from './course';
import { Drafts, IPlace } from './drafts';
import { IOpenPlace } from './places';
import { clock, countWords, wordLine } from './words';

/** A screen reader hears the count at most this often. */
const SAY_COUNT_EVERY_MS = 8_000;

export type SaveState = 'untouched' | 'unsaved' | 'saved' | 'failed';

export class WrittenAnswer {
  readonly place: IPlace;
  private readonly count = document.createElement('span');
  private readonly heardCount = document.createElement('span');
  private readonly status = document.createElement('span');
  private readonly above = document.createElement('div');
  private lastText: string;
  private heardTimer = 0;
  state: SaveState = 'untouched';

  constructor(
    readonly cell: MarkdownCell,
    private readonly about: IAnswerAbout,
    private readonly drafts: Drafts,
    private readonly onTyped: () => void
  ) {
    this.place = { question: `answer:${about.id}`, label: about.title, ordinal: 0 };
    this.lastText = this.text;
    this.frame();
    this.stayOpen();
    this.nameEditor();
    this.freeTabKey();
    this.selectPrompt();
    this.showCount();
    cell.model.sharedModel.changed.connect(this.noteTyped, this);
    cell.disposed.connect(() => {
      clearTimeout(this.heardTimer);
      this.drafts.leave(this.place);
    });
  }

  get text(): string {
    return this.cell.model.sharedModel.getSource();
  }

  /** The notebook was saved while the answer was `text`. */
  saved(text: string): void {
    if (this.text === text && this.state !== 'untouched') {
      this.drafts.saved(this.place);
      this.say('saved', `Saved ${clock(new Date())}`);
    }
  }

  failed(): void {
    if (this.state === 'unsaved') {
      const kept = this.drafts.canKeep
        ? 'Keep this page open: your words are also kept in this browser.'
        : 'Copy your words to a safe place before you close the page.';
      this.say('failed', `Not saved. ${kept}`);
    }
  }

  open(): IOpenPlace {
    return {
      place: this.place,
      read: () => this.text,
      write: text => {
        this.cell.model.sharedModel.setSource(text);
        this.cell.editor?.focus();
      },
      attach: box => this.above.append(box)
    };
  }

  private noteTyped(): void {
    if (this.text === this.lastText) {
      return; // only the metadata changed
    }
    this.lastText = this.text;
    this.drafts.keep(this.place, this.text);
    if (this.state !== 'failed') {
      this.say('unsaved', 'Not saved yet…');
    } else {
      this.state = 'unsaved';
    }
    this.showCount();
    this.onTyped();
  }

  private say(state: SaveState, text: string): void {
    this.state = state;
    if (this.status.textContent !== text) {
      this.status.textContent = text;
      this.status.dataset.state = state;
    }
  }

  private showCount(): void {
    const line = wordLine(countWords(this.text, this.about.prompt), this.about.words);
    this.count.textContent = line;
    if (!this.heardTimer) {
      this.heardTimer = window.setTimeout(() => {
        this.heardTimer = 0;
        this.heardCount.textContent = this.count.textContent;
      }, SAY_COUNT_EVERY_MS);
    }
  }

  private frame(): void {
    const { node } = this.cell;
    node.classList.add('course-answer-cell');
    this.above.className = 'course-answer-above';
    const title = document.createElement('div');
    title.className = 'course-answer-title';
    title.textContent = this.about.title;
    this.above.append(title);
    const below = document.createElement('div');
    below.className = 'course-answer-below';
    this.count.className = 'course-word-count';
    this.count.setAttribute('aria-hidden', 'true'); // the heard copy changes less often
    this.heardCount.className = 'course-heard';
    this.heardCount.setAttribute('aria-live', 'polite');
    this.status.className = 'course-answer-status';
    this.status.setAttribute('role', 'status');
    below.append(this.count, this.heardCount, this.status);
    node.prepend(this.above);
    node.append(below);
  }

  /** Shift+Enter, "run all" and leaving the cell would show it as finished text. */
  private stayOpen(): void {
    this.cell.rendered = false;
    this.cell.renderedChanged.connect((cell, isRendered) => {
      if (isRendered) {
        cell.rendered = false;
      }
    });
  }

  private nameEditor(): void {
    const name = () => {
      const editable = this.cell.node.querySelector('.cm-content');
      editable?.setAttribute('aria-label', this.about.title);
      editable?.setAttribute('aria-multiline', 'true');
    };
    void this.cell.ready.then(name);
    this.cell.node.addEventListener('focusin', name);
  }

  /** While only the prompt stands there, the first key typed replaces it. */
  private selectPrompt(): void {
    const select = () => {
      const { editor } = this.cell;
      const { prompt } = this.about;
      if (editor?.hasFocus() && prompt && this.text.trim() === prompt.trim()) {
        editor.setSelection({
          start: { line: 0, column: 0 },
          end: editor.getPositionAt(this.text.length) ?? { line: 0, column: 0 }
        });
      }
    };
    this.cell.node.addEventListener('focusin', () => setTimeout(select));
    this.cell.node.addEventListener('click', select);
  }

  /** Tab and Shift+Tab leave the editor, so that nobody is caught in it by the keyboard. */
  private freeTabKey(): void {
    this.cell.node.addEventListener(
      'keydown',
      event => {
        const isInEditor = (event.target as Element).closest('.cm-content');
        if (event.key === 'Tab' && isInEditor) {
          event.stopImmediatePropagation();
        }
      },
      true
    );
  }
}
