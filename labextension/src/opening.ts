// Gets the page ready: runs the course's own form cells when the notebook opens and again
// whenever the kernel is a new one, and says so in one line.

import { CodeCell } from '@jupyterlab/cells';
import { NotebookActions, NotebookPanel } from '@jupyterlab/notebook';

import { formCells } from './course';
import { withMirrorKept } from './mirror';
import { KnownCells } from './known';
import { Notice } from './notices';

const POLL_MS = 100;
/** "Restart and run all" runs the cells itself; wait this long so that none is run twice. */
const SETTLE_MS = 400;
/** More would make what is typed meanwhile wait longer for its acknowledgement. */
const AT_ONCE = 3;
const SLOW_MS = 12_000;
const GIVE_UP_MS = 90_000;
const NO_ENGINE = 'This page is not ready: its engine is not running.';

/** The page could not get ready; the message is for the participant. */
class NotReady extends Error {}
/** The kernel changed while the page was getting ready; begin again. */
class Overtaken extends Error {}

const pause = (ms: number) => new Promise<void>(done => setTimeout(done, ms));

export class Opening {
  /** The models of the cells that this kernel has run; a reload from disk makes new ones. */
  private ran = new WeakSet<object>();
  private known: KnownCells | null = null;
  private kernelNumber = 0;
  private isPreparing = false;
  isReady = false;

  constructor(
    private readonly panel: NotebookPanel,
    private readonly notice: Notice,
    private readonly onKnown: (known: KnownCells) => void,
    private readonly onReady: () => void
  ) {
    const { sessionContext } = panel;
    sessionContext.statusChanged.connect((_, status) => {
      if (status === 'restarting' || status === 'autorestarting') {
        this.begin();
      } else if (status === 'dead') {
        this.isReady = false;
        void this.prepare();
      }
    });
    sessionContext.kernelChanged.connect((_, change) => {
      if (change.newValue) {
        this.begin();
      }
    });
    sessionContext.sessionChanged.connect((_, change) => {
      if (!change.newValue && !this.isPreparing) {
        this.isReady = false; // the server was started anew, or the kernel was shut down
        this.sayNotReady(new NotReady(NO_ENGINE));
      }
    });
    NotebookActions.executionScheduled.connect(this.noteRun, this);
    panel.disposed.connect(() =>
      NotebookActions.executionScheduled.disconnect(this.noteRun, this)
    );
  }

  /** The kernel is new: run every form cell again. */
  begin(): void {
    this.kernelNumber++;
    this.ran = new WeakSet();
    formCells(this.panel).forEach(cell => letWait(cell, true));
    void this.prepare();
  }

  /** Some cells are new, for example after "reload from disk": run the forms among them. */
  prepareNewCells(): void {
    if (this.isReady && this.waitingCells().length) {
      void this.prepare();
    }
  }

  /** Run the form cells that this kernel has not run yet. */
  private async prepare(): Promise<void> {
    if (this.isPreparing || this.panel.isDisposed) {
      return;
    }
    this.isPreparing = true;
    this.isReady = false;
    try {
      let kernelNumber: number;
      do {
        kernelNumber = this.kernelNumber;
        await this.runAll(kernelNumber).catch(e => {
          if (!(e instanceof Overtaken)) {
            throw e;
          }
        });
      } while (kernelNumber !== this.kernelNumber && !this.panel.isDisposed);
      this.isReady = true;
    } catch (e) {
      this.sayNotReady(e);
    } finally {
      this.isPreparing = false;
      formCells(this.panel).forEach(cell => letWait(cell, false));
    }
    if (this.isReady) {
      this.onReady();
      await this.saveQuietly();
    }
  }

  private async runAll(kernelNumber: number): Promise<void> {
    this.notice.say('Getting your page ready…');
    const known = await KnownCells.fetch().catch(() => {
      throw new NotReady(
        'This page could not get ready: the workbook does not answer. Is it still running?'
      );
    });
    this.known = known;
    this.onKnown(known);
    await this.kernelIsThere(kernelNumber);
    if (kernelNumber > 1) {
      await pause(SETTLE_MS);
    }
    const waiting = this.waitingCells();
    const failed: object[] = [];
    const runInTurn = async () => {
      for (let cell = waiting.shift(); cell; cell = waiting.shift()) {
        if (kernelNumber !== this.kernelNumber) {
          throw new Overtaken();
        }
        if (this.ran.has(cell.model)) {
          continue; // the participant chose "run all" meanwhile
        }
        this.ran.add(cell.model);
        if (!(await this.runOne(cell, kernelNumber))) {
          failed.push(cell.model);
        }
      }
    };
    // The kernel goes on with the next form while the browser still draws the last ones.
    await Promise.all(Array.from({ length: AT_ONCE }, runInTurn));
    if (failed.length) {
      failed.forEach(model => this.ran.delete(model));
      throw new NotReady(
        'A part of this page could not be shown. What you wrote before is still kept.'
      );
    }
    this.notice.clear();
  }

  /** The workbook's own form cells that this kernel has not run yet. */
  private waitingCells(): CodeCell[] {
    return formCells(this.panel).filter(
      cell =>
        !this.ran.has(cell.model) &&
        this.known?.includes(cell.model.sharedModel.getSource())
    );
  }

  /** True when the cell ran without an error. */
  private async runOne(cell: CodeCell, kernelNumber: number): Promise<boolean> {
    const run = withMirrorKept(cell, async () => {
      const reply = await CodeCell.execute(cell, this.panel.sessionContext, {
        deletedCells: this.panel.content.model?.deletedCells ?? [],
        // One broken form must not make the kernel skip those that were sent after it.
        tags: ['course-form', 'raises-exception']
      });
      return reply ? reply.content.status === 'ok' : false;
    });
    let isOver = false;
    const end = run.then(
      ok => ((isOver = true), ok),
      () => ((isOver = true), false)
    );
    // A reply never comes from a kernel that was replaced meanwhile.
    const overtaken = (async () => {
      while (!isOver) {
        await pause(POLL_MS);
        if (kernelNumber !== this.kernelNumber || this.panel.isDisposed) {
          throw new Overtaken();
        }
      }
      return true;
    })();
    overtaken.catch(() => undefined);
    return Promise.race([end, overtaken.then(() => end)]).finally(() => letWait(cell, false));
  }

  private async kernelIsThere(kernelNumber: number): Promise<void> {
    const { sessionContext } = this.panel;
    const began = Date.now();
    let missingSince = 0;
    for (;;) {
      if (this.panel.isDisposed || kernelNumber !== this.kernelNumber) {
        throw new Overtaken();
      }
      const kernel = sessionContext.session?.kernel;
      const { isReady, isRestarting } = sessionContext;
      const isAwake = kernel?.status === 'idle' || kernel?.status === 'busy';
      if (isReady && !isRestarting && isAwake && kernel.connectionStatus === 'connected') {
        return;
      }
      const isMissing = isReady && (!kernel || kernel.status === 'dead');
      missingSince = isMissing ? missingSince || Date.now() : 0;
      if (missingSince && Date.now() - missingSince > 3000) {
        throw new NotReady(NO_ENGINE);
      }
      if (Date.now() - began > GIVE_UP_MS) {
        throw new NotReady(
          'This page could not get ready: its engine took too long to start.'
        );
      }
      if (Date.now() - began > SLOW_MS) {
        this.notice.say('Still getting your page ready. This can take a minute on a busy machine.');
      }
      await pause(POLL_MS);
    }
  }

  private sayNotReady(e: unknown): void {
    if (!(e instanceof NotReady)) {
      console.error('The workbook page could not get ready:', e);
    }
    const text =
      e instanceof NotReady ? e.message : 'This page could not get ready.';
    this.notice.say(text, { label: 'Try again', act: () => void this.tryAgain() });
  }

  private async tryAgain(): Promise<void> {
    this.notice.say('Getting your page ready…');
    const { sessionContext } = this.panel;
    try {
      // A server that was started anew does not know the old session; to change it would fail.
      await sessionContext.sessionManager.refreshRunning();
      const kernel = sessionContext.session?.kernel;
      if (!kernel) {
        await sessionContext.startKernel();
      } else if (kernel.status === 'dead' || kernel.connectionStatus !== 'connected') {
        await sessionContext.changeKernel({ name: kernel.name });
      }
    } catch (e) {
      console.error('The kernel could not be started:', e);
    }
    await this.prepare();
  }

  private noteRun(
    _: unknown,
    args: { notebook: unknown; cell: { model: object } }
  ): void {
    if (args.notebook === this.panel.content) {
      this.ran.add(args.cell.model);
    }
  }

  private async saveQuietly(): Promise<void> {
    const { context } = this.panel;
    if (context.model.dirty && !context.model.readOnly && context.contentsModel?.writable) {
      await context.save().catch(() => undefined);
    }
  }
}

/**
 * A form that is about to be made anew takes no words: after a reload the last form still stands
 * there for a moment, and what is typed into it would not be seen in the new one.
 */
function letWait(cell: CodeCell, isWaiting: boolean): void {
  if (!cell.isDisposed) {
    cell.outputArea.node.toggleAttribute('inert', isWaiting);
    cell.toggleClass('course-waiting', isWaiting);
  }
}
