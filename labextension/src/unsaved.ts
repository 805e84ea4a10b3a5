// Marks what is "not saved yet" in the forms, keeps the drafts, and takes both away only
// when the kernel has acknowledged the very words.

import { NotebookPanel } from '@jupyterlab/notebook';

import { Acknowledgements, ISentChange } from './acknowledgement';
import { Drafts, IPlace } from './drafts';
import { Notice } from './notices';
import { asTextField, placeOf, questionOf, TextField } from './places';

const MARK = 'course-unsaved';
const CONTROL_PATIENCE_MS = 2_000;
const BANNER_PATIENCE_MS = 4_000;
const LOOK_EVERY_MS = 500;

interface ITyped {
  place: IPlace;
  question: HTMLElement;
  text: string;
  /** Milliseconds since 1970 when the words became unsaved. */
  since: number;
  hasFailed: boolean;
}

export class UnsavedWords {
  private readonly typed = new Map<TextField, ITyped>();
  private readonly commOf = new WeakMap<TextField, string>();
  private readonly fieldOf = new Map<string, TextField>();
  private readonly acknowledged = new WeakMap<TextField, string>();
  /** The field whose input event is being handled right now. */
  private current: TextField | null = null;
  /** Milliseconds since 1970 when the connection went; 0 while it holds. */
  private awaySince = 0;
  private lastQuestion: HTMLElement | null = null;
  private readonly questionOfMessage = new Map<string, HTMLElement>();
  private readonly acknowledgements: Acknowledgements;

  constructor(
    private readonly panel: NotebookPanel,
    private readonly drafts: Drafts,
    private readonly banner: Notice
  ) {
    this.acknowledgements = new Acknowledgements(panel.sessionContext);
    this.acknowledgements.sent.connect((_, change) => this.noteSent(change));
    this.acknowledgements.settled.connect((_, change) => this.noteSettled(change));
    const root = panel.content.node;
    root.addEventListener('input', event => this.noteInput(event), true);
    for (const kind of ['pointerdown', 'keydown', 'change', 'focusin']) {
      root.addEventListener(kind, event => this.noteTouch(event), true);
    }
    panel.sessionContext.connectionStatusChanged.connect(() => this.look());
    panel.sessionContext.statusChanged.connect(() => this.look());
    const timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    panel.disposed.connect(() => clearInterval(timer));
  }

  private noteTouch(event: Event): void {
    const target = event.target as Element;
    this.lastQuestion = questionOf(target) ?? this.lastQuestion;
    const field = asTextField(target);
    if (field && !this.acknowledged.has(field) && !this.typed.has(field)) {
      this.acknowledged.set(field, field.value); // it came from the kernel
    }
  }

  private noteInput(event: Event): void {
    const field = asTextField(event.target);
    if (!field) {
      return;
    }
    const question = questionOf(field)!;
    const place = placeOf(field);
    const since = this.typed.get(field)?.since ?? Date.now();
    const text = field.value;
    this.typed.set(field, { place, question, text, since, hasFailed: false });
    this.drafts.keep(place, text);
    question.classList.add(MARK);
    this.lastQuestion = question;
    // ipywidgets sends from its own listener for this event, so what is sent until
    // the event is over belongs to this field.
    this.current = field;
    setTimeout(() => {
      this.current = null;
      this.forgetIfUnchanged(field);
    });
  }

  /** Nothing is sent when the words are again those that the kernel has already. */
  private forgetIfUnchanged(field: TextField): void {
    const comm = this.commOf.get(field);
    const isOnTheWay = [...this.acknowledgements.onTheWay.values()].some(
      change => comm === undefined || change.commId === comm
    );
    if (!isOnTheWay && this.typed.get(field)?.text === this.acknowledged.get(field)) {
      this.forget(field);
    }
  }

  private noteSent(change: ISentChange): void {
    if (this.current && change.value === this.current.value) {
      this.commOf.set(this.current, change.commId);
      this.fieldOf.set(change.commId, this.current);
    }
    const question = this.fieldOf.get(change.commId)?.closest<HTMLElement>('.course-question');
    const touched = question ?? this.lastQuestion;
    if (touched) {
      this.questionOfMessage.set(change.messageId, touched);
    }
  }

  private noteSettled(change: ISentChange): void {
    const question = this.questionOfMessage.get(change.messageId);
    this.questionOfMessage.delete(change.messageId);
    for (const [field, typed] of this.typed) {
      const comm = this.commOf.get(field);
      const isItsWidget = comm
        ? comm === change.commId
        : !this.fieldOf.has(change.commId);
      if (isItsWidget && change.value === typed.text) {
        if (change.hasFailed) {
          typed.hasFailed = true;
        } else {
          this.acknowledged.set(field, typed.text);
          this.forget(field);
        }
      } else if (typed.hasFailed && change.hasSaved && typed.question === question) {
        this.acknowledged.set(field, typed.text); // a form's fields are saved together
        this.forget(field);
      }
    }
    this.look();
  }

  private forget(field: TextField): void {
    const typed = this.typed.get(field);
    if (typed) {
      this.typed.delete(field);
      this.drafts.saved(typed.place);
      this.unmark(typed.question);
    }
  }

  private unmark(question: HTMLElement): void {
    const isTyped = [...this.typed.values()].some(typed => typed.question === question);
    const isWaiting = this.lateQuestions().includes(question);
    if (!isTyped && !isWaiting) {
      question.classList.remove(MARK);
    }
  }

  /** Questions with a control whose change the kernel has not dealt with for a while. */
  private lateQuestions(): HTMLElement[] {
    const late: HTMLElement[] = [];
    for (const [messageId, question] of this.questionOfMessage) {
      const change = this.acknowledgements.onTheWay.get(messageId);
      if (!change) {
        this.questionOfMessage.delete(messageId);
      } else if (Date.now() - change.sentAt > CONTROL_PATIENCE_MS) {
        late.push(question);
      }
    }
    return late;
  }

  /** Look how things stand, and say it. */
  private look(): void {
    for (const [field, typed] of this.typed) {
      if (!field.isConnected) {
        // The form was drawn anew; its new field is offered these words if they differ.
        this.typed.delete(field);
        this.drafts.leave(typed.place);
        this.unmark(typed.question);
      }
    }
    const late = this.lateQuestions();
    late.forEach(question => question.classList.add(MARK));
    for (const question of this.panel.content.node.querySelectorAll<HTMLElement>(`.${MARK}`)) {
      if (!late.includes(question)) {
        this.unmark(question);
      }
    }
    this.sayBanner(late.length > 0);
  }

  private sayBanner(isControlLate: boolean): void {
    const typed = [...this.typed.values()];
    const oldest = Math.min(...typed.map(one => one.since));
    const hasFailed = typed.some(one => one.hasFailed);
    const reason = this.whyNotSaved();
    const isLate = isControlLate || Date.now() - oldest > BANNER_PATIENCE_MS;
    if (typed.length === 0 && !isControlLate) {
      this.sayAway();
      return;
    }
    if (!reason && !hasFailed && !isLate) {
      this.banner.clear();
      return;
    }
    const what = typed.length ? 'words' : 'changes';
    const kept = !typed.length
      ? 'Keep this page open.'
      : this.drafts.canKeep
        ? 'Keep this page open: they are also kept in this browser.'
        : 'This browser cannot keep a copy, so copy them to a safe place before you close the page.';
    const why = reason || (hasFailed ? 'The workbook could not write them to its folder.' : '');
    this.banner.say(`Your latest ${what} are not saved yet. ${kept} ${why}`.trim());
  }

  /** Nothing is unsaved, but the server may be gone. */
  private sayAway(): void {
    const kernel = this.panel.sessionContext.session?.kernel;
    const isAway = kernel !== undefined && kernel?.connectionStatus !== 'connected';
    this.awaySince = isAway ? this.awaySince || Date.now() : 0;
    if (this.awaySince && Date.now() - this.awaySince > BANNER_PATIENCE_MS) {
      this.banner.say(
        'The workbook does not answer. What you have written is saved; what you write now ' +
          'is kept in this browser until the workbook is back.'
      );
    } else {
      this.banner.clear();
    }
  }

  private whyNotSaved(): string {
    const kernel = this.panel.sessionContext.session?.kernel;
    if (!kernel || kernel.status === 'dead') {
      return 'The page’s engine has stopped.';
    }
    if (kernel.connectionStatus !== 'connected') {
      return 'The workbook does not answer; saving goes on when it is back.';
    }
    return '';
  }
}
