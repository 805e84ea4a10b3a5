// Saves the notebook a moment after somebody stopped writing an answer.

import { URLExt } from '@jupyterlab/coreutils';
import { NotebookPanel } from '@jupyterlab/notebook';
import { ServerConnection } from '@jupyterlab/services';

import { WrittenAnswer } from './answers';

const AFTER_TYPING_MS = 1_000;
const RETRY_MS = 5_000;

export class AnswerSaving {
  private timer = 0;
  private isSaving = false;
  private isWantedAgain = false;
  /** What each answer said when the save began. */
  private texts = new Map<WrittenAnswer, string>();

  constructor(
    private readonly panel: NotebookPanel,
    private readonly answers: () => WrittenAnswer[]
  ) {
    // Autosave and Ctrl+S save as well.
    panel.context.saveState.connect((_, state) => {
      if (state === 'started') {
        this.texts = new Map(this.answers().map(answer => [answer, answer.text]));
      } else if (state === 'completed') {
        this.texts.forEach((text, answer) => answer.saved(text));
      } else if (state === 'failed') {
        this.answers().forEach(answer => answer.failed());
      }
    });
    panel.disposed.connect(() => clearTimeout(this.timer));
  }

  soon(afterMs = AFTER_TYPING_MS): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), afterMs);
  }

  private async save(): Promise<void> {
    if (this.isSaving) {
      this.isWantedAgain = true;
      return;
    }
    this.isSaving = true;
    this.isWantedAgain = false;
    try {
      if (await this.serverAnswers()) {
        // A failure is said by saveState, and by JupyterLab's own message.
        await this.panel.context.save().catch(() => undefined);
      } else {
        this.answers().forEach(answer => answer.failed());
        this.soon(RETRY_MS);
      }
    } finally {
      this.isSaving = false;
    }
    if (this.isWantedAgain) {
      this.soon();
    }
  }

  /** Asked first, because a save without a server opens a message box every time. */
  private async serverAnswers(): Promise<boolean> {
    const settings = ServerConnection.makeSettings();
    const url = URLExt.join(settings.baseUrl, 'api');
    try {
      const response = await ServerConnection.makeRequest(url, { cache: 'no-store' }, settings);
      return response.ok && !this.panel.isDisposed;
    } catch {
      return false;
    }
  }
}
