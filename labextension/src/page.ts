// One open page of the course: ties its parts together.

import { PageConfig, URLExt } from '@jupyterlab/coreutils';
import { MarkdownCell } from '@jupyterlab/cells';
import { NotebookPanel } from '@jupyterlab/notebook';

import { WrittenAnswer } from './answers';
import { answerAbout, formCells } from './course';
import { Drafts } from './drafts';
import { KnownCells } from './known';
import { dressFormCells, dressPage, helpScreenReaders, isInForm } from './look';
import { Notices } from './notices';
import { Offers } from './offers';
import { Opening } from './opening';
import { formPlaces, QUESTION } from './places';
import { AnswerSaving } from './saving';
import { keepShortcutsOut } from './shortcuts';
import { UnsavedWords } from './unsaved';

/** Several changes of a page that come together are looked at once. */
const TOGETHER_MS = 300;

export class CoursePage {
  private readonly notices: Notices;
  private readonly drafts: Drafts;
  private readonly offers: Offers;
  private readonly opening: Opening;
  private readonly saving: AnswerSaving;
  private readonly answers = new Map<MarkdownCell, WrittenAnswer>();
  private known: KnownCells | null = null;
  private formsTimer = 0;
  private cellsTimer = 0;

  constructor(private readonly panel: NotebookPanel) {
    this.notices = new Notices(panel);
    const base = URLExt.parse(PageConfig.getBaseUrl()).pathname;
    this.drafts = new Drafts(() => URLExt.join(base, panel.context.path));
    this.offers = new Offers(
      this.drafts,
      this.notices.lost,
      () => this.places(),
      () => this.opening.isReady
    );
    this.opening = new Opening(
      panel,
      this.notices.opening,
      known => this.dress(known),
      () => this.offers.pageIsReady()
    );
    this.saving = new AnswerSaving(panel, () => [...this.answers.values()]);
  }

  open(): void {
    const { panel } = this;
    dressPage(panel);
    this.dress(null);
    new UnsavedWords(panel, this.drafts, this.notices.unsaved);
    keepShortcutsOut(
      panel.content.node,
      target =>
        isInForm(panel, target) ||
        target.closest('.course-answer-cell, .course-notices') !== null,
      () => void panel.context.save().catch(() => undefined)
    );
    this.watchCells();
    this.watchForms();
    this.opening.begin();
  }

  private places() {
    const answers = [...this.answers.values()].map(answer => answer.open());
    return [...formPlaces(this.panel.content.node), ...answers];
  }

  private dress(known: KnownCells | null): void {
    this.known = known ?? this.known;
    dressFormCells(this.panel, this.known);
    for (const cell of this.panel.content.widgets) {
      const about = answerAbout(cell);
      if (about && cell instanceof MarkdownCell && !this.answers.has(cell)) {
        const onTyped = () => this.saving.soon();
        this.answers.set(cell, new WrittenAnswer(cell, about, this.drafts, onTyped));
        cell.disposed.connect(() => this.answers.delete(cell));
      }
    }
  }

  /** "Revert" and pasting make new cells: dress them, and run the forms among them. */
  private watchCells(): void {
    this.panel.content.model?.cells.changed.connect(() => {
      clearTimeout(this.cellsTimer);
      this.cellsTimer = window.setTimeout(() => {
        if (!this.panel.isDisposed) {
          this.dress(null);
          this.opening.prepareNewCells();
        }
      }, TOGETHER_MS);
    });
  }

  /** Forms draw their fields after their cell has run; then drafts may find their place. */
  private watchForms(): void {
    const { panel } = this;
    const observer = new MutationObserver(changes => {
      const isNewForm = changes.some(change =>
        [...change.addedNodes].some(
          node =>
            node instanceof Element &&
            (node.closest(QUESTION) ?? node.querySelector(QUESTION)) !== null
        )
      );
      if (isNewForm) {
        clearTimeout(this.formsTimer);
        this.formsTimer = window.setTimeout(() => {
          helpScreenReaders(panel.content.node);
          void this.offers.look();
        }, TOGETHER_MS);
      }
    });
    formCells(panel).forEach(cell =>
      observer.observe(cell.node, { childList: true, subtree: true })
    );
    const stopWatching = this.offers.watch();
    panel.disposed.connect(() => {
      observer.disconnect();
      stopWatching();
    });
  }
}
